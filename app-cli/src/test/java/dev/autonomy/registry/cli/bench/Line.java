package dev.autonomy.registry.cli.bench;

import java.time.Duration;

/**
 * One direction of a link: bytes leave one after the other at its rate, whichever connection they
 * belong to, and are on their way for its delay, any number of them at once.
 */
final class Line {

    private static final long NANOS_OF_A_BYTE_AT_1_MEGABIT = 8_000;

    private final long delay;
    private final int megabits;
    private long freeFrom;

    /** A rate of 0 Mbit/s is none: bytes leave when they are ready. */
    Line(Duration delay, int megabits) {
        this.delay = delay.toNanos();
        this.megabits = megabits;
    }

    /** The moment at which this many bytes, ready at that moment, have left. */
    synchronized long departure(long ready, int bytes) {
        long begin = Math.max(ready, freeFrom);
        freeFrom = begin + (megabits == 0 ? 0 : bytes * NANOS_OF_A_BYTE_AT_1_MEGABIT / megabits);
        return freeFrom;
    }

    long arrival(long departure) {
        return departure + delay;
    }
}
