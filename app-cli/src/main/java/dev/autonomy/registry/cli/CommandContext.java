package dev.autonomy.registry.cli;

import dev.autonomy.registry.cli.console.Console;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.wiring.Workplace;
import dev.autonomy.registry.model.ToolVersion;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What every command has: where it prints, who it is, the time, what it works with, and why it was
 * interrupted, where that is no cancellation.
 */
record CommandContext(
        Console console,
        ToolVersion product,
        Clock clock,
        Workplace.Opener workplaces,
        Supplier<Optional<Throwable>> breakdown) {

    /** What an interrupted run came to: a breakdown, or the ending by its user. */
    Presentation.Run interrupted(InterruptedException cancelled, Ending byUser) {
        return breakdown
                .get()
                .map(Presentation.Run::broken)
                .orElseGet(() -> new Presentation.Run(byUser, List.of(cancelled)));
    }
}
