package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.InvalidInput;
import java.util.Optional;

/**
 * The lock: what it says of image and policy, and the fingerprint it carries beside the one its
 * content has.
 */
record LockDocument(
        Optional<Digest> imageDigest,
        Optional<Digest> policyDigest,
        Optional<String> policyReference,
        Optional<String> statedFingerprint,
        String fingerprint) {

    static LockDocument read(byte[] bytes) throws Unreadable {
        ObjectNode root = StrictJson.object(bytes);
        return new LockDocument(
                digest(root.path("agent_artifact")),
                digest(root.path("policy_bundle")),
                StrictJson.string(root.path("policy_bundle"), "ref"),
                StrictJson.string(root, LockFingerprint.MEMBER),
                LockFingerprint.of(CanonicalJson.of(bytes, LockFingerprint.MEMBER)));
    }

    private static Optional<Digest> digest(JsonNode named) {
        Optional<String> text = StrictJson.string(named, "digest");
        try {
            return text.isPresent() ? Optional.of(Digest.parse(text.get())) : Optional.empty();
        } catch (InvalidInput _) {
            return Optional.empty();
        }
    }
}
