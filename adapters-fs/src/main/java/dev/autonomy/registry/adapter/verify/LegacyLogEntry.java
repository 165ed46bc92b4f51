package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.KnownMembers;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.sigstore.rekor.client.ImmutableRekorEntry;
import dev.sigstore.rekor.client.ImmutableVerification;
import dev.sigstore.rekor.client.RekorEntry;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The log entry that cosign 2 leaves in an annotation beside a signature: without a proof of
 * inclusion, but with the log's promise, the signed entry timestamp.
 */
record LegacyLogEntry(RekorEntry entry, byte[] loggedBody) {

    static LegacyLogEntry read(byte[] annotation) throws Unreadable {
        KnownMembers bundle = KnownMembers.of(annotation, "SignedEntryTimestamp", "Payload");
        KnownMembers logged =
                bundle.object("Payload", "body", "integratedTime", "logIndex", "logID");
        byte[] body = logged.bytes("body");
        return new LegacyLogEntry(
                ImmutableRekorEntry.builder()
                        .logIndex(logged.number("logIndex"))
                        .logID(logId(logged.text("logID")))
                        .integratedTime(logged.number("integratedTime"))
                        .body(Base64.getEncoder().encodeToString(body))
                        .verification(
                                ImmutableVerification.builder()
                                        .signedEntryTimestamp(
                                                Base64.getEncoder()
                                                        .encodeToString(
                                                                bundle.bytes(
                                                                        "SignedEntryTimestamp")))
                                        .build())
                        .build(),
                body);
    }

    private static String logId(String hex) throws Unreadable {
        try {
            return HexFormat.of().formatHex(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException _) {
            throw new Unreadable("its logID is not hexadecimal");
        }
    }
}
