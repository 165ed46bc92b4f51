package dev.autonomy.registry.testkit;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.AttachmentComposer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Unites layers or listed manifests; its unions are known to the registries it was made for. */
public final class ListingComposer implements AttachmentComposer {

    private final InMemoryRegistries registries;

    public ListingComposer(InMemoryRegistries registries) {
        this.registries = registries;
    }

    @Override
    public Union unite(Attachment present, Attachment incoming) {
        Set<Descriptor> entries = new LinkedHashSet<>(entries(present.manifest()));
        if (!entries.addAll(entries(incoming.manifest()))) {
            return new Union(present.manifest(), List.of());
        }
        byte[] bytes = entries.toString().getBytes(StandardCharsets.UTF_8);
        ManifestContent content =
                new ManifestContent(Artifact.sha256(bytes), present.manifest().mediaType(), bytes);
        return switch (present.manifest()) {
            case Manifest.Image image ->
                    new Union(
                            registries.learn(
                                    new Manifest.Image(
                                            content,
                                            image.artifactType(),
                                            image.config(),
                                            List.copyOf(entries),
                                            image.subject(),
                                            image.annotations())),
                            List.of("config".getBytes(StandardCharsets.UTF_8)));
            case Manifest.Index index ->
                    new Union(
                            registries.learn(
                                    new Manifest.Index(
                                            content,
                                            index.artifactType(),
                                            List.copyOf(entries),
                                            index.subject(),
                                            index.annotations())),
                            List.of());
        };
    }

    @Override
    public Attachment without(Attachment list, Set<Digest> entries) throws Obstacle {
        if (!(list.manifest() instanceof Manifest.Index index)) {
            throw new Obstacle.Malformed(Attempt.locally("shortening a list"), "it is none");
        }
        List<Descriptor> rest =
                index.manifests().stream()
                        .filter(entry -> !entries.contains(entry.digest()))
                        .toList();
        byte[] bytes = rest.toString().getBytes(StandardCharsets.UTF_8);
        return new Attachment(
                list.repository(),
                list.subject(),
                list.kind(),
                registries.learn(
                        new Manifest.Index(
                                new ManifestContent(
                                        Artifact.sha256(bytes), index.mediaType(), bytes),
                                index.artifactType(),
                                rest,
                                index.subject(),
                                index.annotations())),
                list.listing());
    }

    private static List<Descriptor> entries(Manifest manifest) {
        return switch (manifest) {
            case Manifest.Image image -> image.layers();
            case Manifest.Index index -> index.manifests();
        };
    }
}
