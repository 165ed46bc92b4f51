package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.Digest;
import java.util.Optional;

/**
 * What the signer stated in a payload: why it is not about the subject that was asked about, if
 * that is so; the name of what was signed, if it has one; and when.
 */
record SignedClaims(Optional<String> objection, Optional<String> reference, JsonNode signedAt) {

    /** The annotation that says when; where it stands is a matter of the format. */
    private static final String SIGNED_AT = "autonomy.signed-at";

    static final String OTHER_CONTENT = "it is about other content";

    /** What stands for the time among what the signer annotated, if anything. */
    static JsonNode signedAt(Optional<ObjectNode> annotations) {
        return annotations.map(each -> each.path(SIGNED_AT)).orElseGet(MissingNode::getInstance);
    }

    /** How the payloads of one signature format are read. */
    interface Format {
        SignedClaims read(byte[] payload, Digest subject) throws Unreadable;
    }
}
