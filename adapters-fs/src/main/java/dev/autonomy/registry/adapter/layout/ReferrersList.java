package dev.autonomy.registry.adapter.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.ManifestDocument;
import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One list of a subject's referrers: first what the fallback tag lists, as it is written there,
 * then the manifests that name the subject themselves, described as a registry describes them (OCI
 * distribution spec 1.1, listing referrers).
 */
final class ReferrersList {

    private final ArrayNode manifests;
    private final ObjectNode list;
    private final Set<String> listed = new HashSet<>();

    private ReferrersList() {
        list = Json.newObject();
        list.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX);
        manifests = list.putArray("manifests");
    }

    /** Empty where nothing refers to the subject. */
    static Optional<Manifest> of(
            Attempt attempt, Optional<Manifest> underFallbackTag, List<Manifest> referring)
            throws Obstacle {
        ReferrersList referrers = new ReferrersList();
        try {
            if (underFallbackTag.isPresent()
                    && underFallbackTag.get() instanceof Manifest.Index index) {
                for (JsonNode each : ManifestDocument.whole(index).path("manifests")) {
                    referrers.add(each);
                }
            }
            for (Manifest each : referring) {
                referrers.add(descriptor(each));
            }
        } catch (Unreadable e) {
            throw new Obstacle.Malformed(attempt, "expected a list, but " + e.getMessage());
        }
        return referrers.composed(attempt);
    }

    private void add(JsonNode descriptor) {
        if (listed.add(descriptor.path("digest").asText())) {
            manifests.add(descriptor);
        }
    }

    private Optional<Manifest> composed(Attempt attempt) throws Obstacle {
        if (manifests.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = Json.bytes(list);
        Digest digest = Sha256.of(bytes);
        return Optional.of(ManifestDocument.read(attempt, digest, bytes));
    }

    private static ObjectNode descriptor(Manifest manifest) throws Unreadable {
        ObjectNode descriptor = Json.newObject();
        descriptor.put("mediaType", manifest.mediaType());
        descriptor.put("digest", manifest.digest().toString());
        descriptor.put("size", manifest.content().size());
        artifactType(manifest).ifPresent(type -> descriptor.put("artifactType", type));
        ManifestDocument.annotations(manifest)
                .ifPresent(annotations -> descriptor.set("annotations", annotations));
        return descriptor;
    }

    private static Optional<String> artifactType(Manifest manifest) {
        return manifest.artifactType()
                .or(
                        () ->
                                switch (manifest) {
                                    case Manifest.Image image ->
                                            Optional.of(image.config().mediaType());
                                    case Manifest.Index _ -> Optional.empty();
                                });
    }
}
