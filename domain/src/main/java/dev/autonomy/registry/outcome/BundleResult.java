package dev.autonomy.registry.outcome;

import java.util.Locale;

/** What became of one bundle of a catalog (spec 7.1). */
public enum BundleResult {
    /** Published, or already there. */
    SEEDED,
    /** Nothing is in its way; it was not going to be brought. */
    REHEARSED,
    /** It did not pass verification. */
    REFUSED,
    /** Something other than a verdict was in its way. */
    STOPPED,
    /** Another bundle's failure came first. */
    NOT_ATTEMPTED,
    /** The run was ended before it was done. */
    CANCELLED;

    /** The lower-case word for it in files and events. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static BundleResult of(SeedOutcome outcome) {
        return switch (outcome) {
            case SeedOutcome.Seeded _ -> SEEDED;
            case SeedOutcome.Rehearsed _ -> REHEARSED;
            case SeedOutcome.Refused _ -> REFUSED;
            case SeedOutcome.Stopped _ -> STOPPED;
        };
    }
}
