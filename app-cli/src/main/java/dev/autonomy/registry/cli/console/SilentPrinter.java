package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;
import java.time.Instant;

/** Shows warnings and nothing else. */
final class SilentPrinter implements ProgressPrinter {

    private final Console console;
    private final BundleLines bundles = new BundleLines();

    SilentPrinter(Console console) {
        this.console = console;
    }

    @Override
    public void on(SeedEvent event) {
        switch (event) {
            case SeedEvent.Warned(_, var warning) ->
                    console.note(Console.Mark.WARNING, warning.message());
            case SeedEvent.OfBundle _ ->
                    bundles.after(event).stream()
                            .filter(line -> line.mark() == Console.Mark.WARNING)
                            .forEach(line -> console.note(line.mark(), line.text()));
            default -> {}
        }
    }

    @Override
    public void tick(Instant now) {}

    @Override
    public Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    public void end(Instant now, Ending ending) {}
}
