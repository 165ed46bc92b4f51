package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.LinkText;
import dev.autonomy.registry.progress.ProgressBoard;
import dev.autonomy.registry.progress.ProgressSnapshot;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One seed: a line for each step, and the blobs on their way. */
final class SeedPicture implements Picture {

    private final ProgressBoard board = new ProgressBoard();
    private final StepLines steps = new StepLines();

    @Override
    public List<StepLines.Line> after(SeedEvent event) {
        board.on(event);
        return steps.after(event).stream().toList();
    }

    @Override
    public List<String> frame(Instant now, int columns) {
        return BarFrame.of(board.snapshot(now), now, columns);
    }

    @Override
    public Optional<String> standing(Instant now) {
        ProgressSnapshot snapshot = board.snapshot(now);
        if (snapshot.lostLink().isPresent()) {
            ProgressSnapshot.LostLink lost = snapshot.lostLink().get();
            return Optional.of(LinkText.waiting(lost.registry(), lost.since(), lost.until(), now));
        }
        return snapshot.total() > 0 && snapshot.done() < snapshot.total()
                ? Optional.of("%-12s %s".formatted("so far", ProgressText.whole(snapshot)))
                : Optional.empty();
    }
}
