package dev.autonomy.registry.adapter.layout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Shape;
import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What {@code index.json} lists: manifests, some of them under a tag. */
record LayoutIndex(Path file, List<Descriptor> manifests) {

    static final String NAME = "org.opencontainers.image.ref.name";
    private static final String VERSION = "1.0.0";
    private static final long MAX_MARKER = 4 << 10;

    /** Reads it as it is now, after the file that says which kind of folder this is. */
    static LayoutIndex read(LayoutFiles files) throws Obstacle, InterruptedException {
        ObjectNode marker = document(files, files.marker(), MAX_MARKER, ManifestShape.LAYOUT);
        String version = marker.path("imageLayoutVersion").asText();
        if (!version.equals(VERSION)) {
            throw new Obstacle.Unsupported(
                    reading(files.marker()),
                    "it does not say that the folder is an OCI layout of version " + VERSION);
        }
        ObjectNode index =
                document(
                        files,
                        files.index(),
                        ArtifactReader.MAX_MANIFEST_SIZE,
                        ManifestShape.MANIFEST);
        try {
            return new LayoutIndex(
                    files.index(),
                    Descriptors.list(index, "manifests").stream()
                            .filter(LayoutIndex::isManifest)
                            .distinct()
                            .toList());
        } catch (Unreadable e) {
            throw malformed(files.index(), e);
        }
    }

    /** What is under the tag; two different things are nothing one could choose from. */
    Optional<Descriptor> under(Tag tag) throws Obstacle.Malformed {
        return only(
                each -> tag.name().equals(each.annotations().get(NAME)), "under the tag " + tag);
    }

    /**
     * What is under an attachment's tag, which some tools write behind the name of a repository.
     */
    Optional<Descriptor> attached(Tag tag) throws Obstacle.Malformed {
        return only(
                each -> {
                    String name = each.annotations().getOrDefault(NAME, "");
                    return name.equals(tag.name()) || name.endsWith(":" + tag.name());
                },
                "under the tag " + tag);
    }

    /** The one manifest that is meant, wherever it is listed. */
    Optional<Descriptor> only(Predicate<Descriptor> meant, String where) throws Obstacle.Malformed {
        List<Descriptor> found = manifests.stream().filter(meant).toList();
        if (found.stream().map(Descriptor::digest).distinct().count() > 1) {
            throw malformed("it has more than one manifest " + where);
        }
        return found.stream().findFirst();
    }

    Obstacle.Malformed malformed(String why) {
        return new Obstacle.Malformed(reading(file), why);
    }

    private static boolean isManifest(Descriptor descriptor) {
        return descriptor.isIndex() || MediaTypes.MANIFESTS.contains(descriptor.mediaType());
    }

    private static ObjectNode document(
            LayoutFiles files, Path file, long limit, Shape.Members shape)
            throws Obstacle, InterruptedException {
        Attempt attempt = reading(file);
        byte[] bytes =
                files.read(attempt, file, limit)
                        .orElseThrow(
                                () ->
                                        new Obstacle.StorageFailed(
                                                attempt,
                                                "there is no such file; the folder is not an OCI"
                                                        + " layout"));
        try {
            return StrictJson.object(bytes, shape);
        } catch (Unreadable e) {
            throw malformed(file, e);
        }
    }

    private static Obstacle.Malformed malformed(Path file, Unreadable e) {
        return new Obstacle.Malformed(
                reading(file), "expected a document of an OCI layout, but " + e.getMessage());
    }

    private static Attempt reading(Path file) {
        return Attempt.with("reading", file.toString());
    }
}
