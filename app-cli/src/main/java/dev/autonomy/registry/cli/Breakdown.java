package dev.autonomy.registry.cli;

import java.util.Optional;

/**
 * What broke a thread that nobody waits for, so that the run ends with it instead of waiting for
 * what that thread was to do: the run is told by an interrupt.
 */
final class Breakdown implements Thread.UncaughtExceptionHandler {

    private final Thread run;
    private volatile Optional<Throwable> cause = Optional.empty();

    Breakdown(Thread run) {
        this.run = run;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (cause.isEmpty()) {
            cause = Optional.of(thrown);
        }
        run.interrupt();
    }

    /** The first one; empty when an interrupt is a cancellation. */
    Optional<Throwable> cause() {
        return cause;
    }
}
