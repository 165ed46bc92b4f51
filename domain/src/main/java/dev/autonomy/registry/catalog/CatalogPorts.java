package dev.autonomy.registry.catalog;

import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.AttachmentComposer;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.Replicator;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.port.Verifier;
import dev.autonomy.registry.seed.SeedPorts;
import java.util.Objects;

/** What the use case is built from: the ports of a seed, and a writer for many. */
public record CatalogPorts(
        DigestResolver resolver,
        ArtifactReader reader,
        Replicator replicator,
        TagPublisher publisher,
        AttachmentComposer composer,
        Verifier verifier,
        CatalogWriter writer) {

    public CatalogPorts {
        Objects.requireNonNull(resolver);
        Objects.requireNonNull(reader);
        Objects.requireNonNull(replicator);
        Objects.requireNonNull(publisher);
        Objects.requireNonNull(composer);
        Objects.requireNonNull(verifier);
        Objects.requireNonNull(writer);
    }

    /** Those of one bundle's seed. */
    SeedPorts of(BundleName name, Replicator prepared) {
        return new SeedPorts(
                resolver, reader, prepared, publisher, composer, verifier, writer.bundle(name));
    }
}
