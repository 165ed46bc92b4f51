package dev.autonomy.registry.outcome;

import java.util.Locale;

/** The four checks, in their order (spec 2). */
public enum VerificationStep {
    SIGNATURES,
    DIGESTS,
    FINGERPRINT,
    SEMVER;

    public int number() {
        return ordinal() + 1;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
