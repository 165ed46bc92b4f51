package dev.autonomy.registry.adapter.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.List;
import java.util.Optional;

/**
 * Turns a manifest's bytes into its members. Nobody serves a file under a type, and older tools
 * wrote none into OCI manifests: there the members say what it is.
 */
public final class ManifestDocument {

    private ManifestDocument() {}

    /**
     * @throws Obstacle.Malformed when it is not a manifest
     * @throws Obstacle.Unsupported when it is of a manifest type that no current registry takes
     */
    public static Manifest read(Attempt attempt, Digest digest, byte[] bytes) throws Obstacle {
        try {
            ObjectNode json = StrictJson.object(bytes, ManifestShape.MANIFEST);
            JsonNode version = json.path("schemaVersion");
            if (version.isInt() && version.intValue() == 1) {
                throw new Obstacle.Unsupported(
                        attempt,
                        "it is a Docker schema 1 manifest, which current registries refuse; build"
                                + " and save the image again with a current tool");
            }
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

    /** What an index lists, whatever else it is. */
    public static List<Descriptor> entries(byte[] index) throws Unreadable {
        return Descriptors.list(StrictJson.object(index, ManifestShape.MANIFEST), "manifests");
    }

    /** All members of a manifest that was read, as they are written there. */
    public static ObjectNode whole(Manifest manifest) throws Unreadable {
        return StrictJson.whole(manifest.content().bytes(), ManifestShape.MANIFEST);
    }

    /** The annotations of a manifest that was read, as they are written there. */
    public static Optional<ObjectNode> annotations(Manifest manifest) throws Unreadable {
        return Member.object(
                StrictJson.object(manifest.content().bytes(), ManifestShape.MANIFEST),
                "annotations");
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
