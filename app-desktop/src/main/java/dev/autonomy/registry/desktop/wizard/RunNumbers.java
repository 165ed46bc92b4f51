package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.VisibleText;
import java.time.Instant;
import java.util.Optional;

/**
 * A run in words as of one moment: what it does, for how long, how much of it is done, what it last
 * met, what the destination's tag holds meanwhile, and the line for the rail.
 */
public record RunNumbers(
        Instant asOf,
        String title,
        String subtitle,
        String running,
        String percent,
        String amount,
        String left,
        Optional<String> event,
        String note,
        String status) {

    public RunNumbers {
        title = VisibleText.of(title);
        event = event.map(VisibleText::of);
    }

    static final RunNumbers NONE =
            new RunNumbers(Instant.EPOCH, "", "", "", "", "", "", Optional.empty(), "", "");
}
