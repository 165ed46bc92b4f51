package dev.autonomy.registry.adapter.layout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code index.json} lists: manifests, some of them under a tag. */
record LayoutIndex(List<Descriptor> manifests) {

    private static final String TAG = "org.opencontainers.image.ref.name";
    private static final String VERSION = "1.0.0";
    private static final long MAX_MARKER = 4 << 10;

    /** Reads it as it is now, after the file that says which kind of folder this is. */
    static LayoutIndex read(LayoutFiles files) throws Obstacle, InterruptedException {
        ObjectNode marker = document(files, files.marker(), MAX_MARKER);
        String version = marker.path("imageLayoutVersion").asText();
        if (!version.equals(VERSION)) {
            throw new Obstacle.Unsupported(
                    reading(files.marker()),
                    "it does not say that the folder is an OCI layout of version " + VERSION);
        }
        ObjectNode index = document(files, files.index(), ArtifactReader.MAX_MANIFEST_SIZE);
        try {
            return new LayoutIndex(
                    Descriptors.list(index, "manifests").stream()
                            .filter(LayoutIndex::isManifest)
                            .toList());
        } catch (Unreadable e) {
            throw malformed(files.index(), e);
        }
    }

    /** What is under the tag; two different things are nothing one could choose from. */
    Optional<Descriptor> under(LayoutFiles files, Tag tag) throws Obstacle.Malformed {
        List<Descriptor> named =
                manifests.stream()
                        .filter(each -> tag.name().equals(each.annotations().get(TAG)))
                        .toList();
        if (named.stream().map(Descriptor::digest).distinct().count() > 1) {
            throw new Obstacle.Malformed(
                    reading(files.index()), "it has more than one manifest under the tag " + tag);
        }
        return named.stream().findFirst();
    }

    private static boolean isManifest(Descriptor descriptor) {
        return descriptor.isIndex() || MediaTypes.MANIFESTS.contains(descriptor.mediaType());
    }

    private static ObjectNode document(LayoutFiles files, Path file, long limit)
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
            return Json.object(bytes);
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
