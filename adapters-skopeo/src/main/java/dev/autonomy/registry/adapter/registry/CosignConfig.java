package dev.autonomy.registry.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.json.Json;
import java.util.Set;

/**
 * The config that cosign makes up for its manifests: an image from the beginning of time with one
 * diff id and one entry of history for each payload.
 */
record CosignConfig(byte[] bytes) {

    /** As it is usually, and with COSIGN_DOCKER_MEDIA_TYPES. */
    private static final Set<String> MEDIA_TYPES =
            Set.of(
                    "application/vnd.oci.image.config.v1+json",
                    "application/vnd.docker.container.image.v1+json");

    private static final String BEGINNING_OF_TIME = "0001-01-01T00:00:00Z";

    static boolean isTypeOf(JsonNode descriptor) {
        return MEDIA_TYPES.contains(descriptor.path("mediaType").asText());
    }

    static CosignConfig of(ArrayNode layers) {
        ObjectNode config = Json.newObject();
        config.put("architecture", "");
        config.put("created", BEGINNING_OF_TIME);
        ArrayNode history = config.putArray("history");
        config.put("os", "");
        ObjectNode rootfs = config.putObject("rootfs");
        rootfs.put("type", "layers");
        ArrayNode diffIds = rootfs.putArray("diff_ids");
        config.putObject("config");
        for (JsonNode layer : layers) {
            history.addObject().put("created", BEGINNING_OF_TIME);
            diffIds.add(layer.path("digest"));
        }
        return new CosignConfig(Json.bytes(config));
    }

    ObjectNode descriptor(String mediaType) {
        ObjectNode descriptor = Json.newObject();
        descriptor.put("mediaType", mediaType);
        descriptor.put("size", bytes.length);
        descriptor.put("digest", Sha256.of(bytes).toString());
        return descriptor;
    }
}
