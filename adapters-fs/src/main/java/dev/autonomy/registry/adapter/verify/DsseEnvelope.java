package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A payload of a stated type with one signature over both (DSSE 1.0). */
record DsseEnvelope(String payloadType, byte[] payload, byte[] signature) {

    private static final String IN_TOTO = "application/vnd.in-toto+json";

    static DsseEnvelope read(ObjectNode envelope) throws Unreadable {
        StrictJson.refuseOtherMembers(envelope, "payload", "payloadType", "signatures");
        JsonNode signatures = envelope.path("signatures");
        if (!signatures.isArray() || signatures.size() != 1) {
            throw new Unreadable(
                    "its envelope has "
                            + (signatures.isArray() ? signatures.size() : 0)
                            + " signatures; one is expected");
        }
        if (!(signatures.path(0) instanceof ObjectNode signature)) {
            throw new Unreadable("the signature in its envelope is not an object");
        }
        StrictJson.refuseOtherMembers(signature, "sig", "keyid");
        return new DsseEnvelope(
                StrictJson.string(envelope, "payloadType")
                        .orElseThrow(() -> new Unreadable("its envelope has no payloadType")),
                base64(envelope, "payload"),
                base64(signature, "sig"));
    }

    /** The bytes that are signed: "DSSEv1", then type and payload, each behind its length. */
    byte[] preAuthenticationEncoding() {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream encoding = new ByteArrayOutputStream();
        encoding.writeBytes(ascii("DSSEv1 " + type.length + " "));
        encoding.writeBytes(type);
        encoding.writeBytes(ascii(" " + payload.length + " "));
        encoding.writeBytes(payload);
        return encoding.toByteArray();
    }

    boolean isInToto() {
        return payloadType.equals(IN_TOTO);
    }

    private static byte[] base64(ObjectNode object, String member) throws Unreadable {
        return StrictJson.string(object, member)
                .flatMap(StrictBase64::decode)
                .orElseThrow(
                        () -> new Unreadable("its \"" + member + "\" is missing or not in base64"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
