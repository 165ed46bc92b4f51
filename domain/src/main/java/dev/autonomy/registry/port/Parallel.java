package dev.autonomy.registry.port;

import dev.autonomy.registry.outcome.Obstacle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Runs independent work at the same time, at most {@link #AT_ONCE} pieces of it; the first failure,
 * whatever was thrown, or an interruption ends the rest before it is passed on. Work may itself run
 * work in parallel: each call has threads of its own, so none waits for another's.
 */
public final class Parallel {

    /** As many as a registry is asked at the same time; more would only wait for it. */
    public static final int AT_ONCE = 16;

    /** What does not end when told to, as may be without memory, must not hold up the run's end. */
    private static final Duration TO_END = Duration.ofSeconds(5);

    private Parallel() {}

    /** Work on one item. */
    public interface Work<T, R> {
        R on(T item) throws Obstacle, InterruptedException;
    }

    /** The results in the order of the items. */
    public static <T, R> List<R> map(Collection<T> items, Work<T, R> work)
            throws Obstacle, InterruptedException {
        Shift<T, R> shift = new Shift<>(List.copyOf(items), work);
        List<Thread> crew = new ArrayList<>();
        for (int i = 0; i < Math.min(items.size(), AT_ONCE); i++) {
            crew.add(Thread.ofVirtual().unstarted(shift::work));
        }
        try {
            crew.forEach(shift::begin);
            return shift.results();
        } finally {
            crew.forEach(Thread::interrupt);
            shift.awaitEnd(TO_END);
        }
    }
}
