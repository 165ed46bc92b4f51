package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;
import java.time.Instant;

/** Shows a run on stderr; called by one thread only, which may be kept waiting. */
interface ProgressPrinter {

    void on(SeedEvent event);

    /** Called about every {@link #period} while the run goes on. */
    void tick(Instant now);

    Duration period();

    /** The last thing it is told. */
    void end(Instant now, Ending ending);
}
