package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.adapter.document.KnownMembers;
import dev.autonomy.registry.adapter.document.Unreadable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A payload of a stated type with one signature over both (DSSE 1.0). */
record DsseEnvelope(String payloadType, byte[] payload, byte[] signature) {

    private static final String IN_TOTO = "application/vnd.in-toto+json";

    static DsseEnvelope in(KnownMembers bundle) throws Unreadable {
        KnownMembers envelope =
                bundle.object("dsseEnvelope", "payload", "payloadType", "signatures");
        List<KnownMembers> signatures = envelope.objects("signatures", "sig", "keyid");
        if (signatures.size() != 1) {
            throw new Unreadable(
                    "its envelope has " + signatures.size() + " signatures; one is expected");
        }
        return new DsseEnvelope(
                envelope.text("payloadType"),
                envelope.bytes("payload"),
                signatures.getFirst().bytes("sig"));
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

    /** Why the payload is no statement about an image, if its type says so. */
    Optional<String> objection() {
        return payloadType.equals(IN_TOTO)
                ? Optional.empty()
                : Optional.of(
                        "it is about content of type "
                                + HostileText.quoted(payloadType)
                                + ", not an in-toto statement");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
