package dev.autonomy.registry.port;

import dev.autonomy.registry.outcome.Obstacle;
import java.time.Duration;
import java.util.List;

/**
 * Work that is begun before anybody needs what comes of it; what fails in it is told when that is
 * asked for. Closing ends it.
 */
public final class Ahead<T> implements AutoCloseable {

    /** Nothing is written ahead, so what does not end when told to is not waited for long. */
    public static final Duration TO_END = Duration.ofSeconds(1);

    private final Shift<Task<T>, T> shift;
    private final Thread thread;

    private Ahead(Task<T> task) {
        shift = new Shift<>(List.of(task), Task::run);
        thread = Thread.ofVirtual().unstarted(shift::work);
        shift.begin(thread);
    }

    /** Begins it on a thread of its own. */
    public static <T> Ahead<T> begin(Task<T> task) {
        return new Ahead<>(task);
    }

    /** What came of it, as often as it is asked for. */
    public T result() throws Obstacle, InterruptedException {
        return shift.results().getFirst();
    }

    /** Waits until it has ended, whatever came of it. */
    public void await() throws InterruptedException {
        thread.join();
    }

    /** Tells it to end. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Waits for its end, but no longer than this. */
    public void awaitEnd(Duration longest) {
        shift.awaitEnd(longest);
    }

    @Override
    public void close() {
        interrupt();
        awaitEnd(TO_END);
    }
}
