package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.cli.console.ProgressMode;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.model.SeedRequest;
import java.nio.file.Path;

/** A sound command line of {@code registry seed}: what to do, with what, and how to show it. */
public record SeedInvocation(
        SeedRequest request, Setup setup, Path out, Extent extent, Display display) {

    /** How far the command goes. */
    public enum Extent {
        WHOLE,
        DRY_RUN
    }

    /** How the command shows what it does; known even when the rest is wrong. */
    public record Display(OutputFormat output, ProgressMode progress, Detail detail) {}

    /** How much stderr tells. */
    public enum Detail {
        PLAIN,
        DEBUG
    }
}
