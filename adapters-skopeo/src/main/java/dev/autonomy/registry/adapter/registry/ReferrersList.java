package dev.autonomy.registry.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.json.Json;
import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One list of referrers out of the two places a registry with the API may have them in: its own
 * list first, then what only the fallback tag names. Descriptors stay as they were written.
 */
final class ReferrersList {

    private ReferrersList() {}

    /** The list as an attachment; empty where nothing is listed. */
    static Optional<Attachment> of(
            Repository repository,
            Digest subject,
            List<JsonNode> byApi,
            Optional<Manifest> underFallbackTag)
            throws Obstacle {
        ObjectNode list = Json.newObject();
        list.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX);
        ArrayNode manifests = list.putArray("manifests");
        Set<String> known = new TreeSet<>();
        byApi.forEach(each -> add(manifests, known, each));
        Attempt attempt =
                Attempt.at(
                        "reading the referrers of", repository.at(subject), repository.registry());
        if (underFallbackTag.isPresent()
                && underFallbackTag.get() instanceof Manifest.Index fallback) {
            try {
                Json.whole(fallback.content().bytes(), ManifestShape.MANIFEST)
                        .path("manifests")
                        .forEach(each -> add(manifests, known, each));
            } catch (Unreadable e) {
                throw new Obstacle.Malformed(attempt, "expected a list, but " + e.getMessage());
            }
        }
        if (manifests.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Attachment(
                        repository,
                        subject,
                        AttachmentKind.REFERRERS,
                        ManifestReader.read(attempt, MediaTypes.OCI_INDEX, Json.bytes(list)),
                        new Attachment.Listing.ByApi(underFallbackTag)));
    }

    private static void add(ArrayNode manifests, Set<String> known, JsonNode descriptor) {
        if (known.add(descriptor.path("digest").asText())) {
            manifests.add(descriptor);
        }
    }
}
