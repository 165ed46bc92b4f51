package dev.autonomy.registry.drift;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.ExitCode;
import java.time.Duration;
import java.time.Instant;

/** What happened while locks were compared with registries. */
public sealed interface DriftEvent {

    Instant time();

    record Started(Instant time, int bundles) implements DriftEvent {}

    /**
     * How many bytes are to be read in all, as far as that is known by now; it never gets smaller.
     */
    record Counted(Instant time, long totalBytes) implements DriftEvent {}

    /**
     * How much of a blob was read; never less than was told before, also when it is read anew.
     *
     * @param repository the registry and path that it is read from
     */
    record Read(Instant time, String repository, Digest blob, long done, long total)
            implements DriftEvent {}

    /** A request to a registry failed and will be sent again; tries are counted from 1. */
    record Retry(Instant time, Attempt request, int attempt, String reason, Duration pause)
            implements DriftEvent {}

    /** A bundle was looked at: how many things of it, and what they come to. */
    record BundleChecked(Instant time, String bundle, int checked, ExitCode exitCode)
            implements DriftEvent {}
}
