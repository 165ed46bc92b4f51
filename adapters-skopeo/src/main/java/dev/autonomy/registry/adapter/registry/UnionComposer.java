package dev.autonomy.registry.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.json.Json;
import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.AttachmentComposer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes the union of two signature, attestation or SBOM manifests, or of two referrers fallback
 * indexes, on their JSON: members that this product does not know are kept. The same two always
 * give the same bytes.
 */
public final class UnionComposer implements AttachmentComposer {

    private static final String CONFIG = "config";
    private static final String LAYERS = "layers";
    private static final String MANIFESTS = "manifests";

    /** What makes two layers the same signature: cosign signs one payload more than once. */
    private record Layer(JsonNode digest, JsonNode annotations) {
        static Layer of(JsonNode descriptor) {
            return new Layer(descriptor.path("digest"), descriptor.path("annotations"));
        }
    }

    @Override
    public Union unite(Attachment present, Attachment incoming) throws Obstacle {
        Attempt attempt =
                Attempt.at(
                        "uniting the " + present.kind().label() + " manifests of",
                        present.repository().at(present.tag()),
                        present.repository().registry());
        ObjectNode first = json(present);
        ObjectNode second = json(incoming);
        MemberUnion members = new MemberUnion(attempt);
        members.requireSame(
                "the media type", present.manifest().mediaType(), incoming.manifest().mediaType());
        List<byte[]> blobs = new ArrayList<>();
        ObjectNode union =
                switch (present.manifest()) {
                    case Manifest.Image _ -> images(members, first, second, blobs);
                    case Manifest.Index _ -> indexes(members, first, second);
                };
        if (union.equals(first)) {
            return new Union(present.manifest(), List.of());
        }
        if (union.equals(second)) {
            return new Union(incoming.manifest(), List.of());
        }
        return new Union(
                ManifestReader.read(attempt, present.manifest().mediaType(), Json.bytes(union)),
                blobs);
    }

    @Override
    public Attachment without(Attachment list, Set<Digest> entries) throws Obstacle {
        Attempt attempt =
                Attempt.at(
                        "shortening the list of referrers of",
                        list.repository().at(list.subject()),
                        list.repository().registry());
        if (!(list.manifest() instanceof Manifest.Index)) {
            throw new Obstacle.Malformed(attempt, "expected a list, found an image manifest");
        }
        ObjectNode json = json(list);
        ArrayNode rest = Json.newObject().arrayNode();
        for (JsonNode entry : json.path(MANIFESTS)) {
            boolean leaves =
                    entries.stream()
                            .anyMatch(
                                    digest ->
                                            entry.path("digest")
                                                    .asText()
                                                    .equals(digest.toString()));
            if (!leaves) {
                rest.add(entry);
            }
        }
        json.set(MANIFESTS, rest);
        return new Attachment(
                list.repository(),
                list.subject(),
                list.kind(),
                ManifestReader.read(attempt, list.manifest().mediaType(), Json.bytes(json)),
                list.listing());
    }

    private static ObjectNode images(
            MemberUnion members, ObjectNode first, ObjectNode second, List<byte[]> blobs)
            throws Obstacle {
        ArrayNode layers = entries(first.path(LAYERS), second.path(LAYERS), Layer::of);
        ObjectNode union = members.of(first, second, Set.of(CONFIG, LAYERS));
        union.set(LAYERS, layers);
        if (layers.equals(first.path(LAYERS))) {
            union.set(CONFIG, first.get(CONFIG));
        } else if (layers.equals(second.path(LAYERS))) {
            union.set(CONFIG, second.get(CONFIG));
        } else {
            union.set(CONFIG, config(members, first, second, layers, blobs));
        }
        return union;
    }

    private static JsonNode config(
            MemberUnion members,
            ObjectNode first,
            ObjectNode second,
            ArrayNode layers,
            List<byte[]> blobs)
            throws Obstacle {
        JsonNode present = first.path(CONFIG);
        JsonNode incoming = second.path(CONFIG);
        members.requireSame(
                "config.mediaType",
                present.path("mediaType").asText(),
                incoming.path("mediaType").asText());
        if (!CosignConfig.isTypeOf(present)) {
            members.requireSame(
                    "config.digest",
                    present.path("digest").asText(),
                    incoming.path("digest").asText());
            return present;
        }
        CosignConfig composed = CosignConfig.of(layers);
        blobs.add(composed.bytes());
        return composed.descriptor(present.path("mediaType").asText());
    }

    private static ObjectNode indexes(MemberUnion members, ObjectNode first, ObjectNode second)
            throws Obstacle {
        ObjectNode union = members.of(first, second, Set.of(MANIFESTS));
        union.set(
                MANIFESTS,
                entries(
                        first.path(MANIFESTS),
                        second.path(MANIFESTS),
                        descriptor -> descriptor.path("digest")));
        return union;
    }

    /** The entries of both lists in order, each identity once. */
    private static ArrayNode entries(
            JsonNode first, JsonNode second, Function<JsonNode, Object> identity) {
        ArrayNode entries = Json.newObject().arrayNode();
        Set<Object> seen = new HashSet<>();
        for (JsonNode list : List.of(first, second)) {
            for (JsonNode entry : list) {
                if (seen.add(identity.apply(entry))) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    private static ObjectNode json(Attachment attachment) throws Obstacle {
        try {
            return Json.whole(attachment.manifest().content().bytes(), ManifestShape.MANIFEST);
        } catch (Unreadable e) {
            throw new Obstacle.Malformed(
                    Attempt.at(
                            "reading the manifest",
                            attachment.repository().at(attachment.tag()),
                            attachment.repository().registry()),
                    e.getMessage());
        }
    }
}
