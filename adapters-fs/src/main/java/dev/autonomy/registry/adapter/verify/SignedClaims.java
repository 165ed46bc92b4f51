package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What the signer stated in a cosign payload ("simple signing"): the kind, the subject, the name,
 * the time.
 */
record SignedClaims(
        Optional<String> type, Optional<String> digest, String reference, JsonNode signedAt) {

    private static final String SIGNED_AT = "autonomy.signed-at";

    static SignedClaims read(byte[] payload) throws Unreadable {
        if (payload.length == 0 || payload[0] != '{') {
            throw new Unreadable("it does not start as a JSON object");
        }
        ObjectNode root = StrictJson.object(payload);
        JsonNode critical = root.path("critical");
        JsonNode optional = root.path("optional");
        if (!critical.isObject()) {
            throw new Unreadable("it has no object \"critical\"");
        }
        if (!optional.isObject() && !optional.isNull() && !optional.isMissingNode()) {
            throw new Unreadable("\"optional\" is not an object");
        }
        return new SignedClaims(
                StrictJson.string(critical, "type"),
                StrictJson.string(critical.path("image"), "docker-manifest-digest"),
                StrictJson.string(critical.path("identity"), "docker-reference").orElse("no name"),
                optional.path(SIGNED_AT));
    }
}
