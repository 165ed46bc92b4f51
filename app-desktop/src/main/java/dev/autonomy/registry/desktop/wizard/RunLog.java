package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.progress.ProgressBoard;
import dev.autonomy.registry.progress.ProgressSnapshot;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a run has told so far, kept for a window that looks now and then. */
final class RunLog implements SeedObserver {

    private final ProgressBoard board = new ProgressBoard();
    private final EventJournal journal = new EventJournal();
    private Optional<SeedEvent> notable = Optional.empty();

    @Override
    public synchronized void on(SeedEvent event) {
        board.on(event);
        journal.add(event);
        switch (event) {
            case SeedEvent.Retry _, SeedEvent.RequestRetry _ -> notable = Optional.of(event);
            case SeedEvent.Warned warned when isNews(warned.warning().kind()) ->
                    notable = Optional.of(event);
            default -> {}
        }
    }

    /** Whether the pages before the run have not said it already. */
    private static boolean isNews(Warning.Kind kind) {
        return kind != Warning.Kind.PLAIN_HTTP && kind != Warning.Kind.VERIFICATION_SKIPPED;
    }

    ProgressSnapshot snapshot(Instant now) {
        return board.snapshot(now);
    }

    /** Everything so far, for support. */
    synchronized List<String> lines() {
        return journal.lines();
    }

    /** The latest event that a technician should have seen. */
    synchronized Optional<SeedEvent> notable() {
        return notable;
    }
}
