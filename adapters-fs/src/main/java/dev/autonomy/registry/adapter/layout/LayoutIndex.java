package dev.autonomy.registry.adapter.layout;

import dev.autonomy.registry.adapter.document.ManifestDocument;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What {@code index.json} lists: manifests, some of them under a tag. */
record LayoutIndex(Path file, List<Descriptor> manifests) {

    static final String NAME = "org.opencontainers.image.ref.name";
    private static final String VERSION = "1.0.0";
    private static final long MAX_MARKER = 4 << 10;
    private static final Shape.Members MARKER =
            Shape.members(Map.of("imageLayoutVersion", Shape.VALUE));

    /** Reads it as it is now, after the file that says which kind of folder this is. */
    static LayoutIndex read(LayoutFiles files) throws Obstacle, InterruptedException {
        requireMarker(files);
        Path file = files.index();
        byte[] index = bytes(files, file, ArtifactReader.MAX_MANIFEST_SIZE);
        try {
            return new LayoutIndex(
                    file,
                    ManifestDocument.entries(index).stream()
                            .filter(LayoutIndex::isManifest)
                            .distinct()
                            .toList());
        } catch (Unreadable e) {
            throw malformed(file, e);
        }
    }

    private static void requireMarker(LayoutFiles files) throws Obstacle, InterruptedException {
        byte[] marker = bytes(files, files.marker(), MAX_MARKER);
        String version;
        try {
            version = StrictJson.object(marker, MARKER).path("imageLayoutVersion").asText();
        } catch (Unreadable e) {
            throw malformed(files.marker(), e);
        }
        if (!version.equals(VERSION)) {
            throw new Obstacle.Unsupported(
                    reading(files.marker()),
                    "it does not say that the folder is an OCI layout of version " + VERSION);
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

    private static byte[] bytes(LayoutFiles files, Path file, long limit)
            throws Obstacle, InterruptedException {
        Attempt attempt = reading(file);
        return files.read(attempt, file, limit)
                .orElseThrow(
                        () ->
                                new Obstacle.StorageFailed(
                                        attempt,
                                        "there is no such file; the folder is not an OCI layout"));
    }

    private static Obstacle.Malformed malformed(Path file, Unreadable e) {
        return new Obstacle.Malformed(
                reading(file), "expected a document of an OCI layout, but " + e.getMessage());
    }

    private static Attempt reading(Path file) {
        return Attempt.with("reading", file.toString());
    }
}
