package dev.autonomy.registry.progress;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Promotion;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What happened in a run, in order; {@link RunStarted} is always first and {@link RunFinished}
 * always last (spec 4).
 */
public sealed interface SeedEvent {

    Instant time();

    record RunStarted(Instant time, SeedRequest request) implements SeedEvent {}

    /** What will be copied or compared, and the sum of its sizes in bytes. */
    record Planned(Instant time, List<Artifact> artifacts, long totalBytes) implements SeedEvent {
        public Planned {
            artifacts = List.copyOf(artifacts);
        }
    }

    /** An artifact of the plan: its name in texts, its digest and its size in bytes. */
    record Artifact(String name, Digest digest, long bytes) {}

    record StepStarted(Instant time, SeedStep step) implements SeedEvent {}

    record StepFinished(Instant time, SeedStep step) implements SeedEvent {}

    record ArtifactStarted(Instant time, Artifact artifact) implements SeedEvent {}

    record ArtifactFinished(Instant time, Artifact artifact, Transfer.Status status)
            implements SeedEvent {}

    /** A transfer failed and will be tried again; the attempt that failed is counted from 1. */
    record Retry(Instant time, Artifact artifact, int attempt, String reason, Duration pause)
            implements SeedEvent {}

    record Found(Instant time, Finding finding) implements SeedEvent {}

    record Warned(Instant time, Warning warning) implements SeedEvent {}

    record Promoted(Instant time, Promotion promotion) implements SeedEvent {}

    record RunFinished(Instant time, ExitCode exitCode, List<Obstacle> obstacles)
            implements SeedEvent {
        public RunFinished {
            obstacles = List.copyOf(obstacles);
        }
    }
}
