package dev.autonomy.registry.seed;

import dev.autonomy.registry.outcome.Obstacle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs independent work at the same time; the first failure or an interruption ends the rest before
 * it is passed on.
 */
final class Parallel {

    private Parallel() {}

    /** Work on one item. */
    interface Work<T, R> {
        R on(T item) throws Obstacle, InterruptedException;
    }

    /** The results in the order of the items. */
    static <T, R> List<R> map(Collection<T> items, Work<T, R> work)
            throws Obstacle, InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var finished = new ExecutorCompletionService<R>(executor);
            List<Future<R>> futures =
                    items.stream().map(item -> finished.submit(() -> work.on(item))).toList();
            try {
                for (int i = 0; i < futures.size(); i++) {
                    finished.take().get();
                }
                List<R> results = new ArrayList<>();
                for (Future<R> future : futures) {
                    results.add(future.resultNow());
                }
                return results;
            } catch (ExecutionException e) {
                executor.shutdownNow();
                throw rethrown(e.getCause());
            } catch (InterruptedException e) {
                executor.shutdownNow();
                throw e;
            }
        }
    }

    private static Obstacle rethrown(Throwable cause) throws InterruptedException {
        return switch (cause) {
            case Obstacle obstacle -> obstacle;
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            default -> throw new IllegalStateException(cause);
        };
    }
}
