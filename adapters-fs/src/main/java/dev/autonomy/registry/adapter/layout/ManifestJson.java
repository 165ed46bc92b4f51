package dev.autonomy.registry.adapter.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Member;
import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Optional;

/**
 * Turns a manifest's bytes into its members. Nobody serves a layout's files under a type, and older
 * tools wrote none into OCI manifests: there the members say what it is.
 */
final class ManifestJson {

    private ManifestJson() {}

    static Manifest read(Attempt attempt, Digest digest, byte[] bytes) throws Obstacle {
        try {
            ObjectNode json = StrictJson.object(bytes, ManifestShape.MANIFEST);
            JsonNode version = json.path("schemaVersion");
            if (!version.isInt() || version.intValue() != 2) {
                throw new Unreadable("its schemaVersion is not 2");
            }
            String mediaType = mediaType(attempt, json);
            ManifestContent content = new ManifestContent(digest, mediaType, bytes);
            return MediaTypes.INDEXES.contains(mediaType)
                    ? index(content, json)
                    : image(content, json);
        } catch (Unreadable e) {
            throw new Obstacle.Malformed(attempt, "expected a manifest, but " + e.getMessage());
        }
    }

    private static String mediaType(Attempt attempt, ObjectNode json)
            throws Obstacle.Unsupported, Unreadable {
        Optional<String> stated = Member.text(json, "mediaType");
        if (stated.isEmpty()) {
            return json.has("manifests") ? MediaTypes.OCI_INDEX : MediaTypes.OCI_MANIFEST;
        }
        if (!MediaTypes.MANIFESTS.contains(stated.get())
                && !MediaTypes.INDEXES.contains(stated.get())) {
            throw new Obstacle.Unsupported(
                    attempt,
                    "its media type is none of OCI's and Docker v2's for manifests and indexes");
        }
        return stated.get();
    }

    private static Manifest image(ManifestContent content, ObjectNode json) throws Unreadable {
        refuse(json, "manifests", "an image manifest that is an index as well");
        return new Manifest.Image(
                content,
                Member.text(json, "artifactType"),
                Descriptors.optional(json, "config")
                        .orElseThrow(() -> new Unreadable("it has no config")),
                Descriptors.list(json, "layers"),
                Descriptors.optional(json, "subject"),
                Descriptors.annotations(json));
    }

    private static Manifest index(ManifestContent content, ObjectNode json) throws Unreadable {
        refuse(json, "layers", "an index that is an image manifest as well");
        refuse(json, "config", "an index that is an image manifest as well");
        return new Manifest.Index(
                content,
                Member.text(json, "artifactType"),
                Descriptors.list(json, "manifests"),
                Descriptors.optional(json, "subject"),
                Descriptors.annotations(json));
    }

    /** Two readings of the same bytes are an attack known as CVE-2021-41190. */
    private static void refuse(ObjectNode json, String member, String what) throws Unreadable {
        if (json.has(member)) {
            throw new Unreadable("it is " + what);
        }
    }
}
