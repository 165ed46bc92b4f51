package dev.autonomy.registry.seed;

import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.AttachmentComposer;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.ManifestWriter;
import dev.autonomy.registry.port.Replicator;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.port.Verifier;
import java.util.Objects;

/** What the use case is built from. */
public record SeedPorts(
        DigestResolver resolver,
        ArtifactReader reader,
        Replicator replicator,
        TagPublisher publisher,
        AttachmentComposer composer,
        Verifier verifier,
        ManifestWriter writer) {

    public SeedPorts {
        Objects.requireNonNull(resolver);
        Objects.requireNonNull(reader);
        Objects.requireNonNull(replicator);
        Objects.requireNonNull(publisher);
        Objects.requireNonNull(composer);
        Objects.requireNonNull(verifier);
        Objects.requireNonNull(writer);
    }

    /** The same with another reader. */
    SeedPorts reading(ArtifactReader other) {
        return new SeedPorts(resolver, other, replicator, publisher, composer, verifier, writer);
    }
}
