package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads an OCI layout folder as a registry client reads a registry that may be lying. */
final class OciLayout implements ArtifactReader {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TAG = "org.opencontainers.image.ref.name";

    private final Path folder;
    private final Map<String, Digest> tags = new HashMap<>();

    OciLayout(Path folder) throws Exception {
        this.folder = folder;
        for (JsonNode each :
                JSON.readTree(folder.resolve("index.json").toFile()).path("manifests")) {
            JsonNode tag = each.path("annotations").path(TAG);
            if (tag.isTextual()) {
                tags.put(tag.textValue(), Digest.parse(each.path("digest").textValue()));
            }
        }
    }

    Digest resolve(Repository repository, String tag) throws Obstacle.NotFound {
        return Optional.ofNullable(tags.get(tag))
                .orElseThrow(() -> new Obstacle.NotFound(reading(repository, tag), "no such tag"));
    }

    @Override
    public Manifest manifest(Repository repository, Digest digest) throws Obstacle {
        Attempt reading = reading(repository, digest.toString());
        byte[] bytes = bytes(reading, digest);
        if (bytes.length > MAX_MANIFEST_SIZE) {
            throw new Obstacle.Malformed(reading, bytes.length + " bytes");
        }
        refuseOtherBytes(reading, digest, bytes);
        try {
            JsonNode root = JSON.readTree(bytes);
            ManifestContent content =
                    new ManifestContent(
                            digest, root.path("mediaType").asText(MediaTypes.OCI_MANIFEST), bytes);
            return MediaTypes.INDEXES.contains(content.mediaType())
                    ? new Manifest.Index(
                            content,
                            text(root, "artifactType"),
                            descriptors(root.path("manifests")),
                            Optional.empty(),
                            annotations(root))
                    : new Manifest.Image(
                            content,
                            text(root, "artifactType"),
                            descriptor(root.path("config")),
                            descriptors(root.path("layers")),
                            Optional.empty(),
                            annotations(root));
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException _) {
            throw new Obstacle.Malformed(reading, "not a manifest");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] blob(Repository repository, Descriptor descriptor, long limit) throws Obstacle {
        Attempt reading = reading(repository, descriptor.digest().toString());
        if (descriptor.size() > limit) {
            throw new Obstacle.Malformed(reading, descriptor.size() + " bytes");
        }
        byte[] bytes = bytes(reading, descriptor.digest());
        if (bytes.length != descriptor.size()) {
            throw new Obstacle.Contradiction(
                    reading, descriptor.size() + " bytes", bytes.length + " bytes");
        }
        refuseOtherBytes(reading, descriptor.digest(), bytes);
        return bytes;
    }

    @Override
    public OptionalLong blobSize(Repository repository, Digest digest) {
        try {
            return Files.exists(file(digest))
                    ? OptionalLong.of(Files.size(file(digest)))
                    : OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Attachment> attachments(Repository repository, Digest subject) throws Obstacle {
        List<Attachment> attachments = new ArrayList<>();
        for (AttachmentKind kind : AttachmentKind.values()) {
            Digest named = tags.get(kind.tagOf(subject).name());
            if (named != null) {
                attachments.add(
                        new Attachment(repository, subject, kind, manifest(repository, named)));
            }
        }
        return attachments;
    }

    private byte[] bytes(Attempt reading, Digest digest) throws Obstacle.NotFound {
        if (!Files.exists(file(digest))) {
            throw new Obstacle.NotFound(reading, "the registry does not have it");
        }
        try {
            return Files.readAllBytes(file(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Digest digest) {
        return folder.resolve("blobs").resolve("sha256").resolve(digest.hex());
    }

    private static void refuseOtherBytes(Attempt reading, Digest digest, byte[] bytes)
            throws Obstacle.Contradiction {
        Digest found = Sha256.of(bytes);
        if (!found.equals(digest)) {
            throw new Obstacle.Contradiction(reading, digest.toString(), found.toString());
        }
    }

    private static List<Descriptor> descriptors(JsonNode array) {
        List<Descriptor> descriptors = new ArrayList<>();
        array.forEach(each -> descriptors.add(descriptor(each)));
        return descriptors;
    }

    private static Descriptor descriptor(JsonNode node) {
        String digest = node.path("digest").asText();
        if (!digest.startsWith("sha256:")) {
            throw new IllegalArgumentException("not a digest");
        }
        return new Descriptor(
                node.path("mediaType").asText(),
                new Digest(digest.substring("sha256:".length())),
                node.path("size").asLong(),
                annotations(node),
                Optional.empty(),
                text(node, "artifactType"),
                text(node, "data"));
    }

    private static Map<String, String> annotations(JsonNode node) {
        Map<String, String> annotations = new HashMap<>();
        node.path("annotations")
                .properties()
                .forEach(each -> annotations.put(each.getKey(), each.getValue().textValue()));
        return annotations;
    }

    private static Optional<String> text(JsonNode node, String name) {
        return StrictJson.string(node, name);
    }

    private static Attempt reading(Repository repository, String what) {
        return Attempt.at("reading", repository + "@" + what, repository.registry());
    }
}
