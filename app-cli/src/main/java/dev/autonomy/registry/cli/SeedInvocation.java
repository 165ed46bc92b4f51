package dev.autonomy.registry.cli;

import dev.autonomy.registry.cli.console.ProgressMode;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.model.SeedRequest;
import java.nio.file.Path;

/** A sound command line of {@code registry seed}: what to do, with what, and how to show it. */
record SeedInvocation(SeedRequest request, Setup setup, Path out, Extent extent, Display display) {

    /** How far the command goes. */
    enum Extent {
        WHOLE,
        DRY_RUN
    }

    /** How the command shows what it does; known even when the rest is wrong. */
    record Display(OutputFormat output, ProgressMode progress, Detail detail) {}

    /** How much stderr tells. */
    enum Detail {
        PLAIN,
        DEBUG
    }
}
