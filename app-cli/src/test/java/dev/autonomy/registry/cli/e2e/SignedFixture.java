package dev.autonomy.registry.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The bundle signed by the real cosign, as committed data; its README says what each tag is. */
final class SignedFixture {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, String> tags = new LinkedHashMap<>();

    /** With cosign's legacy signatures. */
    SignedFixture() {
        this("/fixture");
    }

    private SignedFixture(String resource) {
        try {
            folder = Path.of(SignedFixture.class.getResource(resource).toURI());
            for (JsonNode entry : read(layout().resolve("index.json")).path("manifests")) {
                tags.put(
                        entry.path("annotations")
                                .path("org.opencontainers.image.ref.name")
                                .asText(),
                        entry.path("digest").asText());
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With sigstore bundles, as cosign 3 signs by default. */
    static SignedFixture withBundles() {
        return new SignedFixture("/fixture-bundles");
    }

    Path key() {
        return folder.resolve("cosign.pub");
    }

    Path otherKey() {
        return folder.resolve("other.pub");
    }

    Path layout() {
        return folder.resolve("layout");
    }

    String digest(String tag) {
        return tags.get(tag);
    }

    Set<String> tags() {
        return tags.keySet();
    }

    /** The digests of the manifests below the tag's index. */
    List<String> children(String tag) {
        List<String> children = new ArrayList<>();
        manifest(digest(tag))
                .path("manifests")
                .forEach(child -> children.add(child.path("digest").asText()));
        return children;
    }

    /** The digests of a manifest's config and layers, in this order. */
    List<String> blobs(String digest) {
        List<String> blobs = new ArrayList<>();
        JsonNode manifest = manifest(digest);
        blobs.add(manifest.path("config").path("digest").asText());
        manifest.path("layers").forEach(layer -> blobs.add(layer.path("digest").asText()));
        return blobs;
    }

    /** Pushes everything, exactly as it is. */
    void publish(TestRegistry registry) {
        publish(registry, tag -> true);
    }

    /** Pushes everything, but only these tags. */
    void publish(TestRegistry registry, Predicate<String> isTagged) {
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            push(registry, tag.getValue());
            if (isTagged.test(tag.getKey())) {
                registry.putManifest(
                        tag.getKey(), mediaType(tag.getValue()), bytes(tag.getValue()));
            }
        }
    }

    private void push(TestRegistry registry, String digest) {
        JsonNode manifest = manifest(digest);
        manifest.path("manifests").forEach(child -> push(registry, child.path("digest").asText()));
        if (manifest.has("config")) {
            blobs(digest).forEach(blob -> registry.putBlob(blob, bytes(blob)));
        }
        registry.putManifest(digest, mediaType(digest), bytes(digest));
    }

    byte[] bytes(String digest) {
        try {
            return Files.readAllBytes(
                    folder.resolve("layout/blobs/sha256").resolve(digest.substring(7)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String mediaType(String digest) {
        return manifest(digest).path("mediaType").asText();
    }

    private JsonNode manifest(String digest) {
        return read(folder.resolve("layout/blobs/sha256").resolve(digest.substring(7)));
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
