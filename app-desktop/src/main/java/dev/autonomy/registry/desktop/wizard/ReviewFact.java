package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.progress.SeedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that a review found out. */
public sealed interface ReviewFact {

    record ToolFound(ToolVersion tool) implements ReviewFact {}

    /** A registry answered a question about this seed's repository, in this time. */
    record RegistryAnswered(Side side, Transport transport, Duration took) implements ReviewFact {}

    /** How a registry is spoken to. */
    enum Transport {
        TLS,
        PLAIN_HTTP
    }

    record SourceImageFound(Digest digest, List<Platform> platforms) implements ReviewFact {
        public SourceImageFound {
            platforms = List.copyOf(platforms);
        }
    }

    record SidecarsFound() implements ReviewFact {}

    /** What the destination's tag holds now. */
    record DestinationTagRead(Optional<Digest> held) implements ReviewFact {}

    /** The folder of this seed, and the free space where it is or will be. */
    record FolderWritable(Path folder, long freeBytes) implements ReviewFact {}

    /** What keeps the seed from going on. */
    record Blocked(ReviewItem item, Obstacle obstacle) implements ReviewFact {}

    /** A rehearsal of the whole seed came to its end; the artifacts are empty unless planned. */
    record Rehearsed(SeedReport report, List<SeedEvent.Artifact> artifacts, long totalBytes)
            implements ReviewFact {
        public Rehearsed {
            artifacts = List.copyOf(artifacts);
        }
    }
}
