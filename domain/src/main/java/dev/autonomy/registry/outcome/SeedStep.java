package dev.autonomy.registry.outcome;

import java.util.Locale;

/** The steps a user sees; 0 is the preflight with the early judgement (spec 1.4). */
public enum SeedStep {
    PREFLIGHT,
    REPLICATE,
    SIDECARS,
    DIGESTS,
    VERIFY,
    PUBLISH;

    public int number() {
        return ordinal();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
