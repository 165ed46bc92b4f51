package dev.autonomy.registry.adapter.transport.connection;

import java.time.Duration;

/**
 * How long a connection's user waits for the peer at this moment, for another thread to see: the
 * socket's own time-out ends no write, and no read of a TLS record whose bytes drip.
 */
final class Waiting {

    private static final long NOBODY = Long.MAX_VALUE;

    /** What the socket's own time-out can end, it ends first. */
    private static final long GRACE = Duration.ofSeconds(1).toNanos();

    private final long start = System.nanoTime();
    private volatile long until = NOBODY;

    void begin(long nanos) {
        until = now() + nanos + GRACE;
    }

    void end() {
        until = NOBODY;
    }

    boolean isOverdue() {
        return now() > until;
    }

    private long now() {
        return System.nanoTime() - start;
    }
}
