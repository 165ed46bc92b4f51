package dev.autonomy.registry.port;

import dev.autonomy.registry.outcome.Obstacle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Items that several threads share out among them, until one of them fails or all are done. */
final class Shift<T, R> {

    private final List<T> items;
    private final Parallel.Work<T, R> work;
    private final TreeMap<Integer, R> results = new TreeMap<>();
    private Optional<Throwable> failure = Optional.empty();
    private int taken;
    private int working;

    Shift(List<T> items, Parallel.Work<T, R> work) {
        this.items = items;
        this.work = work;
    }

    synchronized void begin(Thread thread) {
        thread.start();
        working++;
    }

    /** What each of the threads does; an error of the virtual machine is a failure like others. */
    void work() {
        try {
            for (int i = next(); i < items.size(); i = next()) {
                done(i, work.on(items.get(i)));
            }
        } catch (Throwable thrown) {
            failed(thrown);
        } finally {
            left();
        }
    }

    private synchronized int next() {
        return failure.isPresent() ? items.size() : taken++;
    }

    private synchronized void done(int item, R result) {
        results.put(item, result);
    }

    private synchronized void failed(Throwable thrown) {
        if (failure.isEmpty()) {
            failure = Optional.of(thrown);
        }
        notifyAll();
    }

    private synchronized void left() {
        working--;
        notifyAll();
    }

    /** Waits for all results, or for the first failure and throws it. */
    synchronized List<R> results() throws Obstacle, InterruptedException {
        while (failure.isEmpty() && working > 0) {
            wait();
        }
        if (failure.isPresent()) {
            throw rethrown(failure.get());
        }
        if (results.size() < items.size()) {
            throw new IllegalStateException("a thread ended without its result");
        }
        return List.copyOf(results.values());
    }

    /** Not to be interrupted: whoever is cancelled must still leave nothing behind. */
    synchronized void awaitEnd(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        boolean isInterrupted = false;
        for (long left = longest.toMillis();
                working > 0 && left > 0;
                left = (end - System.nanoTime()) / 1_000_000) {
            try {
                wait(left);
            } catch (InterruptedException _) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
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
