package dev.autonomy.registry.model;

import java.time.Duration;

/** How old the image's accepted signature may be. */
public sealed interface Freshness {

    /** How old it may be where nobody says otherwise. */
    Duration DEFAULT_MAX_AGE = Duration.ofHours(8760);

    /** The most a signature's time may lie ahead of the clock (spec 2, step 1). */
    Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** {@code autonomy.signed-at} must be there and not older than this. */
    record NotOlderThan(Duration maxAge) implements Freshness {
        public NotOlderThan {
            if (maxAge.isNegative() || maxAge.isZero()) {
                throw new IllegalArgumentException("the maximum age is more than nothing");
            }
        }
    }

    /**
     * {@code autonomy.signed-at} is not looked at ({@code AUTONOMY_TRUST_TIME=false}): weaker
     * against replay.
     */
    record Unchecked() implements Freshness {}
}
