package dev.autonomy.registry.adapter.skopeo;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Notices that nothing moves any more (spec 1.5). Times come from a nanosecond ticker. */
final class StallWatch {

    /** A registry may take long to check and store what it has received. */
    private static final int PATIENCE_FOR_AN_ANSWER = 10;

    /**
     * What a process with nothing to do still reads and writes to wake its own threads, measured
     * with 1.22: 16 bytes a second at most.
     */
    private static final long IDLE_BYTES_PER_SECOND = 64;

    private final Duration timeout;
    private final LongSupplier ticker;
    private long movedAtLastMove;
    private long lastMove;

    StallWatch(Duration timeout, LongSupplier ticker) {
        this.timeout = timeout;
        this.ticker = ticker;
        this.lastMove = ticker.getAsLong();
    }

    /** Whether nothing has moved for too long, given all the bytes that moved until now. */
    boolean isStalled(long moved, CopyProgress.Stage stage) {
        long now = ticker.getAsLong();
        Duration still = Duration.ofNanos(now - lastMove);
        if (moved - movedAtLastMove > IDLE_BYTES_PER_SECOND * (1 + still.toSeconds())) {
            movedAtLastMove = moved;
            lastMove = now;
            return false;
        }
        return still.compareTo(limit(stage)) >= 0;
    }

    /** Begins anew after a pause that was meant. */
    void restart() {
        lastMove = ticker.getAsLong();
    }

    private Duration limit(CopyProgress.Stage stage) {
        return switch (stage) {
            case BEGINNING, MOVING -> timeout;
            case AWAITING_ANSWER -> timeout.multipliedBy(PATIENCE_FOR_AN_ANSWER);
        };
    }
}
