package dev.autonomy.registry.desktop.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bundles in a real registry: the one signed by the real cosign, and a large one nobody signed. */
final class PublishedBundles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path fixture;

    PublishedBundles() {
        try {
            fixture = Path.of(PublishedBundles.class.getResource("/fixture").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path key() {
        return fixture.resolve("cosign.pub");
    }

    Path otherKey() {
        return fixture.resolve("other.pub");
    }

    /** Pushes the fixture's {@code v1} with lock, policy and everything attached by a tag. */
    void publishSigned(DockerRegistry registry) throws Exception {
        Path layout = fixture.resolve("layout");
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode entry :
                JSON.readTree(layout.resolve("index.json").toFile()).path("manifests")) {
            tags.put(
                    entry.path("annotations").path("org.opencontainers.image.ref.name").asText(),
                    entry.path("digest").asText());
        }
        for (String tag : List.of("v1", "v1-lock", "v1-policy")) {
            copy(layout, tag, registry);
            String signature = tags.get(tag).replace(':', '-') + ".sig";
            copy(layout, signature, registry);
        }
    }

    /** Pushes an image of one layer of this many bytes as {@code big}. */
    static void publishBig(DockerRegistry registry, Path folder, long bytes) throws Exception {
        Path blobs = Files.createDirectories(folder.resolve("blobs/sha256"));
        String layerDigest = storeLayer(registry, bytes);
        String config =
                "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                        + layerDigest
                        + "\"]}}";
        String manifest =
                """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},\
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}"""
                        .formatted(
                                store(blobs, config.getBytes(StandardCharsets.UTF_8)),
                                config.length(),
                                layerDigest,
                                bytes);
        String digest = store(blobs, manifest.getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(
                folder.resolve("index.json"),
                """
                {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "digest":"%s","size":%d,"annotations":{"org.opencontainers.image.ref.name":"big"}}]}"""
                        .formatted(digest, manifest.length()));
        copy(folder, "big", registry);
    }

    /** Puts a layer into the registry's storage as a file of holes, which takes no disk. */
    private static String storeLayer(DockerRegistry registry, long bytes) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] hole = new byte[1 << 20];
        for (long left = bytes; left > 0; left -= hole.length) {
            sha256.update(hole, 0, (int) Math.min(left, hole.length));
        }
        String hex = HexFormat.of().formatHex(sha256.digest());
        Path blob = registry.storage().resolve("blobs/sha256/" + hex.substring(0, 2) + "/" + hex);
        try (RandomAccessFile data =
                new RandomAccessFile(
                        Files.createDirectories(blob).resolve("data").toFile(), "rw")) {
            data.setLength(bytes);
        }
        Path layer =
                registry.storage().resolve("repositories/robot-behavior/_layers/sha256/" + hex);
        Files.writeString(Files.createDirectories(layer).resolve("link"), "sha256:" + hex);
        return "sha256:" + hex;
    }

    private static String store(Path blobs, byte[] content) throws IOException {
        String digest = Artifact.sha256(content).toString();
        Files.write(blobs.resolve(digest.substring(digest.indexOf(':') + 1)), content);
        return digest;
    }

    private static void copy(Path layout, String tag, DockerRegistry registry) throws Exception {
        Process skopeo =
                new ProcessBuilder(
                                "skopeo",
                                "copy",
                                "--all",
                                "--preserve-digests",
                                "--dest-tls-verify=false",
                                "oci:" + layout + ":" + tag,
                                "docker://" + registry.host() + "/robot-behavior:" + tag)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(skopeo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (skopeo.waitFor() != 0) {
            throw new IllegalStateException("skopeo copy " + tag + ": " + said);
        }
    }

    /** What a tag holds, asked of the registry's storage; empty when there is none. */
    static String held(DockerRegistry registry, String tag) {
        Path link =
                registry.storage()
                        .resolve("repositories/robot-behavior/_manifests/tags")
                        .resolve(tag)
                        .resolve("current/link");
        try {
            return Files.exists(link) ? Files.readString(link) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
