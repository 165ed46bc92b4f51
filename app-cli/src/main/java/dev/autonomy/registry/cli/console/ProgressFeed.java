package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands a run's events to a printer on a thread of its own, so that a slow reader never slows a
 * copy. Of the byte counts of one blob only the latest waits.
 */
final class ProgressFeed implements SeedObserver {

    /** A reader that takes nothing must not keep a cancelled run from ending (spec 1.5). */
    private static final Duration PATIENCE_WHEN_CANCELLED = Duration.ofSeconds(1);

    private final ProgressPrinter printer;
    private final Clock clock;
    private final Thread thread;
    private final long period;
    private Map<Object, SeedEvent> waiting = new LinkedHashMap<>();
    private Optional<Ending> ending = Optional.empty();
    private long nextTick;
    private volatile boolean isEndShown;

    private record BlobOf(String bundle, String artifact, Digest blob) {}

    ProgressFeed(ProgressPrinter printer, Clock clock) {
        this.printer = printer;
        this.clock = clock;
        period = printer.period().toNanos();
        nextTick = System.nanoTime() + period;
        thread = Thread.ofPlatform().name("progress").daemon().start(this::print);
    }

    @Override
    public synchronized void on(SeedEvent event) {
        Object key = key(event);
        waiting.remove(key);
        waiting.put(key, event);
        notifyAll();
    }

    /** Events of one key replace each other while they wait. */
    private static Object key(SeedEvent event) {
        return switch (event) {
            case SeedEvent.Bytes bytes -> new BlobOf("", bytes.artifact().name(), bytes.blob());
            case SeedEvent.OfBundle(var bundle, SeedEvent.Bytes bytes) ->
                    new BlobOf(bundle, bytes.artifact().name(), bytes.blob());
            default -> new Object();
        };
    }

    /**
     * Prints what still waits and the end. After an interrupt a slow reader is waited for a moment
     * only; where the printing thread has broken down, the end is printed by the caller.
     */
    void end(Ending how) {
        synchronized (this) {
            ending = Optional.of(how);
            notifyAll();
        }
        try {
            switch (how.result()) {
                case CANCELLED -> thread.join(PATIENCE_WHEN_CANCELLED);
                case SEEDED, REHEARSED, VERIFIED, REFUSED, STOPPED -> thread.join();
            }
        } catch (InterruptedException _) {
            awaitMoment();
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive() && !isEndShown) {
            printer.end(clock.instant(), how);
        }
    }

    private void awaitMoment() {
        try {
            thread.join(PATIENCE_WHEN_CANCELLED);
        } catch (InterruptedException _) {
            // Told twice: the rest stays unprinted.
        }
    }

    /** What waits, and the ending once nothing comes after it. */
    private record Batch(List<SeedEvent> events, Optional<Ending> ending) {}

    private void print() {
        try {
            for (Batch batch = next(); ; batch = next()) {
                batch.events().forEach(printer::on);
                if (batch.ending().isPresent()) {
                    printer.end(clock.instant(), batch.ending().get());
                    isEndShown = true;
                    return;
                }
                if (System.nanoTime() >= nextTick) {
                    printer.tick(clock.instant());
                    nextTick = System.nanoTime() + period;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Batch next() throws InterruptedException {
        long rest = nextTick - System.nanoTime();
        while (waiting.isEmpty() && ending.isEmpty() && rest > 0) {
            wait(rest / 1_000_000, (int) (rest % 1_000_000));
            rest = nextTick - System.nanoTime();
        }
        Batch batch = new Batch(List.copyOf(waiting.values()), ending);
        waiting = new LinkedHashMap<>();
        return batch;
    }
}
