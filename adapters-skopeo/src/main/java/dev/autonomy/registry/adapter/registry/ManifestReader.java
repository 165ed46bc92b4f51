package dev.autonomy.registry.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.json.Json;
import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.words.Words;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the bytes of a manifest into its members, whatever a registry says about them (OCI image
 * spec, manifest and index; Docker image manifest v2, schema 2).
 */
final class ManifestReader {

    private static final Set<String> SCHEMA_1 =
            Set.of(
                    "application/vnd.docker.distribution.manifest.v1+json",
                    "application/vnd.docker.distribution.manifest.v1+prettyjws");

    /** What servers say when they have no better word for a JSON document. */
    private static final Set<String> GENERIC =
            Set.of(
                    "",
                    "application/json",
                    "application/octet-stream",
                    "binary/octet-stream",
                    "text/plain");

    private ManifestReader() {}

    /**
     * @param servedAs the Content-Type it came with, without parameters; empty when there was none
     */
    static Manifest read(Attempt attempt, String servedAs, byte[] bytes) throws Obstacle {
        if (SCHEMA_1.contains(servedAs)) {
            throw schema1(attempt);
        }
        try {
            ObjectNode json = Json.object(bytes, ManifestShape.MANIFEST);
            JsonNode version = json.path("schemaVersion");
            if (version.isInt() && version.intValue() == 1) {
                throw schema1(attempt);
            }
            if (!version.isInt() || version.intValue() != 2) {
                throw new Unreadable("its schemaVersion is not 2");
            }
            String mediaType = mediaType(attempt, servedAs, Json.text(json, "mediaType"));
            ManifestContent content =
                    new ManifestContent(Sha256.of(bytes), mediaType, servedAs, bytes);
            return MediaTypes.INDEXES.contains(mediaType)
                    ? index(content, json)
                    : image(content, json);
        } catch (Unreadable e) {
            throw new Obstacle.Malformed(attempt, "expected a manifest, but " + e.getMessage());
        }
    }

    /** Whether a Content-Type says nothing of what a JSON document is. */
    static boolean saysNothing(String servedAs) {
        return GENERIC.contains(servedAs);
    }

    private static String mediaType(Attempt attempt, String servedAs, Optional<String> stated)
            throws Obstacle, Unreadable {
        boolean saysNothing = saysNothing(servedAs);
        if (saysNothing && stated.isEmpty()) {
            throw new Unreadable("neither it nor the registry states its media type");
        }
        String mediaType = saysNothing ? stated.get() : servedAs;
        if (!MediaTypes.MANIFESTS.contains(mediaType) && !MediaTypes.INDEXES.contains(mediaType)) {
            throw new Obstacle.Unsupported(
                    attempt,
                    "its media type is "
                            + Words.clean(mediaType)
                            + "; only OCI and Docker v2 manifests and indexes can be seeded");
        }
        if (stated.isPresent() && !stated.get().equals(mediaType)) {
            throw new Unreadable(
                    "it was served as "
                            + mediaType
                            + " and says of itself that it is "
                            + Words.clean(stated.get()));
        }
        return mediaType;
    }

    private static Manifest image(ManifestContent content, ObjectNode json) throws Unreadable {
        refuse(json, "manifests", "an image manifest that is an index as well");
        Descriptor config =
                DescriptorReader.optional(json, "config")
                        .orElseThrow(() -> new Unreadable("it has no config"));
        return new Manifest.Image(
                content,
                Json.text(json, "artifactType"),
                config,
                DescriptorReader.list(json, "layers"),
                DescriptorReader.optional(json, "subject"),
                DescriptorReader.annotations(json));
    }

    private static Manifest index(ManifestContent content, ObjectNode json) throws Unreadable {
        refuse(json, "layers", "an index that is an image manifest as well");
        refuse(json, "config", "an index that is an image manifest as well");
        return new Manifest.Index(
                content,
                Json.text(json, "artifactType"),
                DescriptorReader.list(json, "manifests"),
                DescriptorReader.optional(json, "subject"),
                DescriptorReader.annotations(json));
    }

    /** Two readings of the same bytes are an attack known as CVE-2021-41190. */
    private static void refuse(ObjectNode json, String member, String what) throws Unreadable {
        if (json.has(member)) {
            throw new Unreadable("it is " + what);
        }
    }

    private static Obstacle schema1(Attempt attempt) {
        return new Obstacle.Unsupported(
                attempt,
                "it is a Docker schema 1 manifest, which current registries refuse; build and push"
                        + " the image again with a current tool");
    }
}
