package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.text.Quantities;
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
    private final Picture picture;

    PlainPrinter(Console console, Picture picture) {
        this.console = console;
        this.picture = picture;
    }

    @Override
    public void on(SeedEvent event) {
        if (event instanceof SeedEvent.ArtifactFinished(_, var artifact, var status)) {
            console.note(
                    Console.Mark.PLAIN,
                    "%-12s %s  %s"
                            .formatted(
                                    status.label(),
                                    artifact.name(),
                                    Quantities.size(artifact.bytes())));
        }
        picture.after(event).forEach(line -> console.note(line.mark(), line.text()));
    }

    @Override
    public void tick(Instant now) {
        picture.standing(now).ifPresent(line -> console.note(Console.Mark.PLAIN, line));
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void end(Instant now, Ending ending) {}
}
