package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.text.LinkText;
import dev.autonomy.registry.cli.text.Quantities;
import dev.autonomy.registry.progress.ProgressBoard;
import dev.autonomy.registry.progress.ProgressSnapshot;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * Lines for a log: one for each finished artifact and step, and every ten seconds where the whole
 * stands.
 */
final class PlainPrinter implements ProgressPrinter {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final Console console;
    private final ProgressBoard board = new ProgressBoard();
    private final StepLines steps = new StepLines();

    PlainPrinter(Console console) {
        this.console = console;
    }

    @Override
    public void on(SeedEvent event) {
        board.on(event);
        if (event instanceof SeedEvent.ArtifactFinished(_, var artifact, var status)) {
            console.note(
                    Console.Mark.PLAIN,
                    "%-12s %s  %s"
                            .formatted(
                                    status.label(),
                                    artifact.name(),
                                    Quantities.size(artifact.bytes())));
        }
        steps.after(event).ifPresent(line -> console.note(line.mark(), line.text()));
    }

    @Override
    public void tick(Instant now) {
        ProgressSnapshot snapshot = board.snapshot(now);
        if (snapshot.lostLink().isPresent()) {
            ProgressSnapshot.LostLink lost = snapshot.lostLink().get();
            console.note(
                    Console.Mark.PLAIN,
                    LinkText.waiting(lost.registry(), lost.since(), lost.until(), now));
        } else if (snapshot.total() > 0 && snapshot.done() < snapshot.total()) {
            console.note(
                    Console.Mark.PLAIN,
                    "%-12s %s".formatted("so far", ProgressText.whole(snapshot)));
        }
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void end(Instant now, Ending ending) {}
}
