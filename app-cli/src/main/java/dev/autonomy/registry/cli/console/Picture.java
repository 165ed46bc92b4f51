package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.progress.SeedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a run looks like to people, folded from its events. */
interface Picture {

    /** The lines that the event completes; they stay. */
    List<StepLines.Line> after(SeedEvent event);

    /** The live part: lines of at most this many columns. */
    List<String> frame(Instant now, int columns);

    /** Where the whole stands, in one line; empty while nothing is under way. */
    Optional<String> standing(Instant now);
}
