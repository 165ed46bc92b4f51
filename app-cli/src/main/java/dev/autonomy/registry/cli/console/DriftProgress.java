package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.DriftEnding;
import dev.autonomy.registry.drift.DriftEvent;
import dev.autonomy.registry.drift.DriftObserver;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a comparison shows on stderr from its first moment to its last, on a thread of its own: a
 * slow reader slows nothing. Of what is counted only the latest waits.
 */
public final class DriftProgress implements DriftObserver {

    /** A reader that takes nothing must not keep a cancelled run from ending. */
    private static final Duration PATIENCE_WHEN_CANCELLED = Duration.ofSeconds(1);

    private final DriftPrinter printer;
    private final Clock clock;
    private final Thread thread;
    private Map<Object, DriftEvent> waiting = new LinkedHashMap<>();
    private boolean isOver;

    private record BlobIn(String repository, Digest blob) {}

    private DriftProgress(DriftPrinter printer, Clock clock) {
        this.printer = printer;
        this.clock = clock;
        thread = Thread.ofPlatform().name("progress").daemon().start(this::print);
    }

    /**
     * Begins to show; on a stderr that is no terminal a bar becomes lines.
     *
     * @param lock as it was given; empty where it could not be read
     */
    public static DriftProgress begin(
            ProgressMode mode, Console console, ToolVersion product, Clock clock, String lock) {
        return new DriftProgress(
                switch (mode) {
                    case AUTO, BAR -> new DriftLines(console, DriftLines.form(console));
                    case PLAIN -> new DriftLines(console, DriftLines.Form.LINES);
                    case NONE -> new DriftLines(console, DriftLines.Form.NONE);
                    case JSON -> new JsonDriftEvents(console, product, clock.instant(), lock);
                },
                clock);
    }

    @Override
    public synchronized void on(DriftEvent event) {
        Object key =
                switch (event) {
                    case DriftEvent.Read read -> new BlobIn(read.repository(), read.blob());
                    case DriftEvent.Counted _ -> DriftEvent.Counted.class;
                    case DriftEvent.Started _, DriftEvent.Retry _, DriftEvent.BundleChecked _ ->
                            new Object();
                };
        waiting.remove(key);
        waiting.put(key, event);
    }

    /** Told of a request that is sent again. */
    public void again(Attempt attempt, int tries, String reason, Duration pause) {
        on(new DriftEvent.Retry(clock.instant(), attempt, tries, reason, pause));
    }

    /** Shows how it ended, once everything is shown. */
    public void end(DriftEnding ending) {
        synchronized (this) {
            isOver = true;
            notifyAll();
        }
        try {
            switch (ending.result()) {
                case CANCELLED -> thread.join(PATIENCE_WHEN_CANCELLED);
                case UNCHANGED, DRIFTED, FAILED, STOPPED -> thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            printer.end(clock.instant(), ending);
        }
    }

    private void print() {
        try {
            for (List<DriftEvent> events = next(); ; events = next()) {
                events.forEach(printer::on);
                if (events.isEmpty() && isOver()) {
                    return;
                }
                if (!isOver()) {
                    printer.tick(clock.instant());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isOver() {
        return isOver;
    }

    /** What happened in a period. */
    private synchronized List<DriftEvent> next() throws InterruptedException {
        long end = System.nanoTime() + printer.period().toNanos();
        for (long left = end - System.nanoTime();
                !isOver && left > 0;
                left = end - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        List<DriftEvent> events = new ArrayList<>(waiting.values());
        waiting = new LinkedHashMap<>();
        return events;
    }
}
