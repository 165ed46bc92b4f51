package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.progress.ProgressSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a run ended, and all that was known then. */
record RunEnd(
        SeedOrder order,
        Job.Ending<SeedReport> ending,
        ProgressSnapshot last,
        TagBefore tagBefore,
        Instant startedAt,
        Instant endedAt) {

    Duration took() {
        return Duration.between(startedAt, endedAt);
    }

    Optional<SeedStep> step() {
        return last.step();
    }

    /** The bytes of everything that arrived whole; what was cut will be sent again. */
    long kept() {
        return last.done() - last.runningBlobs().stream().mapToLong(blob -> blob.done()).sum();
    }
}
