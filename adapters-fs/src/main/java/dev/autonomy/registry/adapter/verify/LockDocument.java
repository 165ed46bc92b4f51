package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.adapter.document.Member;
import dev.autonomy.registry.adapter.document.Shape;
import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import java.util.Map;
import java.util.Optional;

/**
 * The lock: what it says of image and policy, what it calls the image, and the fingerprint it
 * carries beside the one its content has.
 */
record LockDocument(
        Optional<String> artifactReference,
        Optional<Digest> imageDigest,
        Optional<Digest> policyDigest,
        Optional<String> policyReference,
        Optional<String> statedFingerprint,
        String fingerprint) {

    private static final Shape.Members SHAPE =
            Shape.members(
                    Map.of(
                            "agent_artifact",
                            Shape.members(Map.of("ref", Shape.VALUE, "digest", Shape.VALUE)),
                            "policy_bundle",
                            Shape.members(Map.of("ref", Shape.VALUE, "digest", Shape.VALUE)),
                            "inputs",
                            Shape.members(
                                    Map.of(
                                            "prompt_hash",
                                            Shape.VALUE,
                                            "tool_inputs_hash",
                                            Shape.VALUE)),
                            LockFingerprint.MEMBER,
                            Shape.VALUE),
                    // Whoever writes a lock may put anything beside these, and it is fingerprinted.
                    Shape.Others.DATA);

    static LockDocument read(byte[] bytes) throws Unreadable {
        ObjectNode root = StrictJson.object(bytes, SHAPE);
        return new LockDocument(
                Member.textIfAny(root.path("agent_artifact"), "ref").map(LockDocument::shown),
                digest(root.path("agent_artifact")),
                digest(root.path("policy_bundle")),
                Member.textIfAny(root.path("policy_bundle"), "ref"),
                Member.textIfAny(root, LockFingerprint.MEMBER),
                LockFingerprint.of(CanonicalJson.of(bytes, LockFingerprint.MEMBER)));
    }

    /** A reference stays as it is; other text is made fit to be shown. */
    private static String shown(String reference) {
        try {
            Reference.parse(reference);
            return reference;
        } catch (InvalidInput _) {
            return HostileText.quoted(reference);
        }
    }

    private static Optional<Digest> digest(JsonNode named) {
        Optional<String> text = Member.textIfAny(named, "digest");
        try {
            return text.isPresent() ? Optional.of(Digest.parse(text.get())) : Optional.empty();
        } catch (InvalidInput _) {
            return Optional.empty();
        }
    }
}
