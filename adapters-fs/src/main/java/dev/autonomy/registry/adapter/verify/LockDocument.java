package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The lock: what it says of image and policy, and the fingerprint it carries beside the one its
 * content has.
 */
record LockDocument(
        Optional<String> imageDigest,
        Optional<String> policyDigest,
        Optional<String> policyReference,
        Optional<String> statedFingerprint,
        String fingerprint) {

    static LockDocument read(byte[] bytes) throws Unreadable {
        ObjectNode root = StrictJson.object(bytes);
        return new LockDocument(
                StrictJson.string(root.path("agent_artifact"), "digest"),
                StrictJson.string(root.path("policy_bundle"), "digest"),
                StrictJson.string(root.path("policy_bundle"), "ref"),
                StrictJson.string(root, LockFingerprint.MEMBER),
                LockFingerprint.of(CanonicalJson.of(bytes, LockFingerprint.MEMBER)));
    }
}
