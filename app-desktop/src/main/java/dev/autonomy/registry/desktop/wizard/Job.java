package dev.autonomy.registry.desktop.wizard;

import java.util.function.Consumer;

/**
 * Work beside the window that can be cancelled, and tells on the UI's thread how it ended, once.
 */
final class Job<T> {

    private final Work<T> work;
    private Thread worker;
    private boolean cancelled;

    private Job(Work<T> work) {
        this.work = work;
    }

    /** What a job does; an interruption is its cancellation. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /** How a job ended. */
    sealed interface Ending<T> {

        record Done<T>(T result) implements Ending<T> {}

        record Cancelled<T>() implements Ending<T> {}

        /** An error in this program. */
        record Failed<T>(Throwable bug) implements Ending<T> {}
    }

    static <T> Job<T> start(Threads threads, Work<T> work, Consumer<Ending<T>> ended) {
        Job<T> job = new Job<>(work);
        threads.work()
                .execute(
                        () -> {
                            Ending<T> ending = job.run();
                            threads.ui().execute(() -> ended.accept(ending));
                        });
        return job;
    }

    /** Interrupts the work; the ending follows when everything it started has ended. */
    synchronized void cancel() {
        cancelled = true;
        if (worker != null) {
            worker.interrupt();
        }
    }

    private Ending<T> run() {
        begin();
        try {
            return new Ending.Done<>(work.run());
        } catch (InterruptedException _) {
            return new Ending.Cancelled<>();
        } catch (RuntimeException | Error bug) {
            return new Ending.Failed<>(bug);
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        worker = Thread.currentThread();
        if (cancelled) {
            worker.interrupt();
        }
    }

    /** A late cancellation must not interrupt what the thread does next. */
    private synchronized void end() {
        worker = null;
        Thread.interrupted();
    }
}
