package dev.autonomy.registry.adapter.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.testkit.Artifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/** Writes an OCI layout as tools do, or with whatever a test puts into its files. */
final class LayoutFolder implements TagPublisher {

    static final String TAG = "org.opencontainers.image.ref.name";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    LayoutFolder(Path folder) {
        this.folder = folder;
        write(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes());
        write(folder.resolve("index.json"), "{\"schemaVersion\":2,\"manifests\":[]}".getBytes());
    }

    Path folder() {
        return folder;
    }

    Path blob(Digest digest) {
        return folder.resolve("blobs/sha256").resolve(digest.hex());
    }

    /** Blobs and manifest; listed in the index only once that is asked for. */
    LayoutFolder store(Artifact artifact) {
        artifact.blobs().values().forEach(this::upload);
        write(blob(artifact.digest()), artifact.manifest().content().bytes());
        return this;
    }

    /** An entry of the index without a tag. */
    LayoutFolder list(Artifact artifact) {
        store(artifact);
        add(descriptor(artifact.manifest().content()));
        return this;
    }

    LayoutFolder tag(String tag, Artifact artifact) {
        store(artifact);
        ObjectNode descriptor = descriptor(artifact.manifest().content());
        descriptor.putObject("annotations").put(TAG, tag);
        add(descriptor);
        return this;
    }

    /** An entry as cosign's save writes it. */
    LayoutFolder save(String kind, Artifact artifact) {
        store(artifact);
        ObjectNode descriptor = descriptor(artifact.manifest().content());
        descriptor.putObject("annotations").put("kind", "dev.cosignproject.cosign/" + kind);
        add(descriptor);
        return this;
    }

    /** The whole index as this text. */
    LayoutFolder index(String json) {
        write(folder.resolve("index.json"), json.getBytes());
        return this;
    }

    @Override
    public void put(Repository repository, ManifestContent manifest) {
        write(blob(manifest.digest()), manifest.bytes());
    }

    @Override
    public void upload(Repository repository, byte[] blob) {
        upload(blob);
    }

    @Override
    public void point(
            Repository repository, Tag tag, Optional<Digest> held, ManifestContent manifest) {
        put(repository, manifest);
        removeEntry(tag);
        ObjectNode descriptor = descriptor(manifest);
        descriptor.putObject("annotations").put(TAG, tag.name());
        add(descriptor);
    }

    @Override
    public Withdrawal withdraw(Repository repository, Tag tag, Digest held) {
        removeEntry(tag);
        return Withdrawal.GONE;
    }

    private void removeEntry(Tag tag) {
        ObjectNode index = index();
        Iterator<JsonNode> entries = index.withArray("manifests").iterator();
        while (entries.hasNext()) {
            if (entries.next().at("/annotations/" + TAG).asText().equals(tag.name())) {
                entries.remove();
            }
        }
        save(index);
    }

    private void upload(byte[] blob) {
        write(blob(Artifact.sha256(blob)), blob);
    }

    private void add(ObjectNode descriptor) {
        ObjectNode index = index();
        ArrayNode manifests = index.withArray("manifests");
        manifests.add(descriptor);
        save(index);
    }

    private ObjectNode index() {
        try {
            return (ObjectNode) JSON.readTree(folder.resolve("index.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void save(ObjectNode index) {
        write(folder.resolve("index.json"), index.toString().getBytes());
    }

    private static ObjectNode descriptor(ManifestContent content) {
        return JSON.createObjectNode()
                .put("mediaType", content.mediaType())
                .put("digest", content.digest().toString())
                .put("size", content.size());
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
