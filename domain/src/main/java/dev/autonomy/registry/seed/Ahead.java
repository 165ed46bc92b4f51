package dev.autonomy.registry.seed;

import dev.autonomy.registry.outcome.Obstacle;
import java.time.Duration;
import java.util.List;

/**
 * Work that is begun before anybody needs what comes of it; what fails in it is told when that is
 * asked for. Closing ends it.
 */
final class Ahead<T> implements AutoCloseable {

    /** Nothing is written ahead, so what does not end when told to is not waited for long. */
    static final Duration TO_END = Duration.ofSeconds(1);

    private final Shift<Task<T>, T> shift;
    private final Thread thread;

    private Ahead(Task<T> task) {
        shift = new Shift<>(List.of(task), Task::run);
        thread = Thread.ofVirtual().unstarted(shift::work);
        shift.begin(thread);
    }

    static <T> Ahead<T> begin(Task<T> task) {
        return new Ahead<>(task);
    }

    /** What came of it, as often as it is asked for. */
    T result() throws Obstacle, InterruptedException {
        return shift.results().getFirst();
    }

    /** Waits until it has ended, whatever came of it. */
    void await() throws InterruptedException {
        thread.join();
    }

    void interrupt() {
        thread.interrupt();
    }

    void awaitEnd(Duration longest) {
        shift.awaitEnd(longest);
    }

    @Override
    public void close() {
        interrupt();
        awaitEnd(TO_END);
    }
}
