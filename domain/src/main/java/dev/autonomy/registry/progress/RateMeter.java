package dev.autonomy.registry.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Bytes per second over the last ten seconds. */
final class RateMeter {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    /** A rate measured over less than this says more about the moment than about the link. */
    private static final Duration LEAST = Duration.ofMillis(500);

    private record Sample(Instant time, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private Instant since = Instant.MAX;
    private long bytesInWindow;

    /** Starts the clock: time before it does not count as time without bytes. */
    void start(Instant now) {
        if (since.equals(Instant.MAX)) {
            since = now;
        }
    }

    void add(Instant now, long bytes) {
        start(now);
        samples.addLast(new Sample(now, bytes));
        bytesInWindow += bytes;
        forget(now);
    }

    OptionalLong perSecond(Instant now) {
        forget(now);
        Instant from = since.isAfter(now.minus(WINDOW)) ? since : now.minus(WINDOW);
        if (from.isAfter(now) || Duration.between(from, now).compareTo(LEAST) < 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(bytesInWindow * 1000 / Duration.between(from, now).toMillis());
    }

    private void forget(Instant now) {
        while (!samples.isEmpty() && samples.getFirst().time().isBefore(now.minus(WINDOW))) {
            bytesInWindow -= samples.removeFirst().bytes();
        }
    }
}
