package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.progress.ProgressSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended, or the review before it, and all that was known then. The order's folder is the
 * one of this seed.
 */
record RunEnd(
        Stage stage,
        SeedOrder order,
        Job.Ending<SeedReport> ending,
        Optional<SeedReport> reviewed,
        ProgressSnapshot last,
        TagBefore tagBefore,
        List<String> log,
        Instant startedAt,
        Instant endedAt) {

    /** How far a seed came before it ended. */
    enum Stage {
        REVIEW,
        RUN
    }

    RunEnd {
        log = List.copyOf(log);
    }

    /** What is known of the seed: its own report, else that of the review before it. */
    Optional<SeedReport> known() {
        return ending instanceof Job.Ending.Done<SeedReport>(SeedReport report)
                ? Optional.of(report)
                : reviewed;
    }

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
