package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.DriftEnding;
import dev.autonomy.registry.drift.DriftEvent;
import java.time.Duration;
import java.time.Instant;

/** Shows a comparison on stderr; called by one thread only, which may be kept waiting. */
interface DriftPrinter {

    void on(DriftEvent event);

    /** Called about every {@link #period} while the run goes on, after what happened meanwhile. */
    void tick(Instant now);

    Duration period();

    /** The last thing it is told. */
    void end(Instant now, DriftEnding ending);
}
