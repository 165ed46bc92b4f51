package dev.autonomy.registry.outcome;

import java.util.Locale;

/**
 * What a verification came to, in rising gravity: of several the last one listed here decides (spec
 * 2.2, 4).
 */
public enum Verdict {
    VERIFIED,
    VERIFIED_IMAGE_ONLY,
    SKIPPED,
    INCOMPATIBLE,
    STALE,
    MALFORMED,
    NEVER_SIGNED,
    INCOMPLETE,
    WRONG_KEY,
    TAMPERED;

    /** Whether a bundle with this verdict may be published. */
    public boolean isAcceptable() {
        return compareTo(SKIPPED) <= 0;
    }

    public Verdict orGraver(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The word used in files, events and texts. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
