package dev.autonomy.registry.progress;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.BundleResult;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Promotion;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in a run, in order; {@link RunStarted} is always first and {@link RunFinished}
 * always last (spec 4).
 */
public sealed interface SeedEvent {

    Instant time();

    record RunStarted(Instant time, SeedRequest request) implements SeedEvent {}

    /** What will be copied or compared, and the size in bytes of it all, shared content once. */
    record Planned(Instant time, List<Artifact> artifacts, long totalBytes) implements SeedEvent {
        public Planned {
            artifacts = List.copyOf(artifacts);
        }
    }

    /**
     * An artifact of the plan: its name in texts, its digest, the sizes in bytes of everything it
     * is made of, and which of that each platform needs where it is an index.
     */
    record Artifact(
            String name,
            Digest digest,
            Map<Digest, Long> contents,
            List<PlatformContents> platforms) {
        public Artifact {
            contents = Collections.unmodifiableMap(new LinkedHashMap<>(contents));
            platforms = List.copyOf(platforms);
        }

        public long bytes() {
            return contents.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A platform's manifest, and the sizes in bytes of it and everything below it. */
    record PlatformContents(Platform platform, Digest digest, Map<Digest, Long> contents) {
        public PlatformContents {
            contents = Collections.unmodifiableMap(new LinkedHashMap<>(contents));
        }
    }

    record StepStarted(Instant time, SeedStep step) implements SeedEvent {}

    record StepFinished(Instant time, SeedStep step) implements SeedEvent {}

    record ArtifactStarted(Instant time, Artifact artifact) implements SeedEvent {}

    /** How much of a blob has arrived; never less than was told before, also across retries. */
    record Bytes(Instant time, Artifact artifact, Digest blob, long done, long total)
            implements SeedEvent {}

    record ArtifactFinished(Instant time, Artifact artifact, Transfer.Status status)
            implements SeedEvent {}

    /** A transfer failed and will be tried again; the attempt that failed is counted from 1. */
    record Retry(Instant time, Artifact artifact, int attempt, String reason, Duration pause)
            implements SeedEvent {}

    /** A request to a registry failed and will be sent again; tries are counted from 1. */
    record RequestRetry(Instant time, Attempt request, int attempt, String reason, Duration pause)
            implements SeedEvent {}

    /** A registry that answered before is out of reach, and the run waits for it until then. */
    record Waiting(Instant time, String registry, Instant since, Instant until)
            implements SeedEvent {}

    /** A registry that was waited for answers again. */
    record Answering(Instant time, String registry) implements SeedEvent {}

    record Found(Instant time, Finding finding) implements SeedEvent {}

    record Warned(Instant time, Warning warning) implements SeedEvent {}

    record Promoted(Instant time, Promotion promotion) implements SeedEvent {}

    /** The run of a catalog begins; its bundles by name, in their order (spec 4). */
    record CatalogStarted(Instant time, List<String> bundles) implements SeedEvent {
        public CatalogStarted {
            bundles = List.copyOf(bundles);
        }
    }

    /** An event of one bundle of a catalog. */
    record OfBundle(String bundle, SeedEvent event) implements SeedEvent {
        @Override
        public Instant time() {
            return event.time();
        }
    }

    /** A bundle of a catalog is looked at. */
    record BundleStarted(Instant time, SeedRequest request) implements SeedEvent {}

    /** Nothing more comes of this bundle of a catalog. */
    record BundleFinished(
            Instant time, BundleResult result, ExitCode exitCode, List<Obstacle> obstacles)
            implements SeedEvent {
        public BundleFinished {
            obstacles = List.copyOf(obstacles);
        }
    }

    /** Nothing more comes of any bundle of the catalog. */
    record CatalogFinished(Instant time, ExitCode exitCode) implements SeedEvent {}

    record RunFinished(Instant time, ExitCode exitCode, List<Obstacle> obstacles)
            implements SeedEvent {
        public RunFinished {
            obstacles = List.copyOf(obstacles);
        }
    }
}
