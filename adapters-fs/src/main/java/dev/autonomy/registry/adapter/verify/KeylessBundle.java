package dev.autonomy.registry.adapter.verify;

import dev.sigstore.rekor.client.ImmutableInclusionProof;
import dev.sigstore.rekor.client.ImmutableRekorEntry;
import dev.sigstore.rekor.client.ImmutableVerification;
import dev.sigstore.rekor.client.RekorEntry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A sigstore bundle v0.3 of a statement signed by certificate, read strictly and not believed yet
 * (sigstore protobuf-specs, sigstore_bundle.proto).
 */
record KeylessBundle(
        SignerCertificate certificate,
        RekorEntry entry,
        byte[] loggedBody,
        byte[] payload,
        byte[] signature) {

    private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final String IN_TOTO = "application/vnd.in-toto+json";

    static KeylessBundle read(byte[] document) throws Unreadable, Rejected {
        JsonMembers bundle =
                JsonMembers.of(
                        document,
                        "mediaType",
                        "verificationMaterial",
                        "dsseEnvelope",
                        "messageSignature");
        if (!bundle.text("mediaType").equals(MEDIA_TYPE)) {
            throw new Unreadable(
                    "its mediaType is "
                            + HostileText.quoted(bundle.text("mediaType"))
                            + ", not "
                            + MEDIA_TYPE);
        }
        if (bundle.has("messageSignature")) {
            throw Rejected.notVerifiable("it signs a file, not a statement about an image");
        }
        JsonMembers material =
                bundle.object(
                        "verificationMaterial",
                        "certificate",
                        "publicKey",
                        "x509CertificateChain",
                        "tlogEntries",
                        "timestampVerificationData");
        JsonMembers envelope =
                bundle.object("dsseEnvelope", "payload", "payloadType", "signatures");
        byte[] signature = signature(envelope);
        SignerCertificate certificate = certificate(material);
        JsonMembers logged = onlyEntry(material);
        byte[] body = logged.bytes("canonicalizedBody");
        return new KeylessBundle(
                certificate, entry(logged, body), body, envelope.bytes("payload"), signature);
    }

    /** What the signature is over (DSSE protocol, PAE). */
    byte[] signedBytes() {
        byte[] start =
                ("DSSEv1 " + IN_TOTO.length() + " " + IN_TOTO + " " + payload.length + " ")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[start.length + payload.length];
        System.arraycopy(start, 0, bytes, 0, start.length);
        System.arraycopy(payload, 0, bytes, start.length, payload.length);
        return bytes;
    }

    private static byte[] signature(JsonMembers envelope) throws Unreadable, Rejected {
        String type = envelope.text("payloadType");
        if (!type.equals(IN_TOTO)) {
            throw Rejected.otherSigner(
                    "its payloadType is " + HostileText.quoted(type) + ", not " + IN_TOTO);
        }
        List<JsonMembers> signatures = envelope.objects("signatures", "sig", "keyid");
        if (signatures.size() != 1) {
            throw Rejected.otherSigner("it has " + signatures.size() + " signatures, not one");
        }
        return signatures.getFirst().bytes("sig");
    }

    private static SignerCertificate certificate(JsonMembers material) throws Unreadable, Rejected {
        if (material.has("publicKey")) {
            throw Rejected.otherSigner("it was signed with a key, and a certificate was expected");
        }
        return SignerCertificate.ofDer(
                material.object("certificate", "rawBytes").bytes("rawBytes"));
    }

    private static JsonMembers onlyEntry(JsonMembers material) throws Unreadable, Rejected {
        List<JsonMembers> entries =
                material.objects(
                        "tlogEntries",
                        "logIndex",
                        "logId",
                        "kindVersion",
                        "integratedTime",
                        "inclusionPromise",
                        "inclusionProof",
                        "canonicalizedBody");
        if (entries.size() != 1) {
            throw Rejected.otherSigner("it has " + entries.size() + " log entries, not one");
        }
        return entries.getFirst();
    }

    private static RekorEntry entry(JsonMembers logged, byte[] body) throws Unreadable, Rejected {
        JsonMembers kind = logged.object("kindVersion", "kind", "version");
        LoggedSignature.requireKind("dsse", kind.text("kind"), kind.text("version"));
        if (!logged.has("inclusionPromise")) {
            throw Rejected.notVerifiable(
                    "its log did not sign the time of the entry, and timestamps of other authorities"
                            + " cannot be verified here");
        }
        return ImmutableRekorEntry.builder()
                .logIndex(logged.number("logIndex"))
                .logID(HexFormat.of().formatHex(logged.object("logId", "keyId").bytes("keyId")))
                .integratedTime(logged.number("integratedTime"))
                .body(Base64.getEncoder().encodeToString(body))
                .verification(
                        ImmutableVerification.builder()
                                .signedEntryTimestamp(
                                        base64(
                                                logged.object(
                                                        "inclusionPromise", "signedEntryTimestamp"),
                                                "signedEntryTimestamp"))
                                .inclusionProof(proof(logged))
                                .build())
                .build();
    }

    private static RekorEntry.InclusionProof proof(JsonMembers logged) throws Unreadable {
        JsonMembers proof =
                logged.object(
                        "inclusionProof",
                        "logIndex",
                        "rootHash",
                        "treeSize",
                        "hashes",
                        "checkpoint");
        HexFormat hex = HexFormat.of();
        return ImmutableInclusionProof.builder()
                .logIndex(proof.number("logIndex"))
                .treeSize(proof.number("treeSize"))
                .rootHash(hex.formatHex(proof.bytes("rootHash")))
                .addAllHashes(proof.byteStrings("hashes").stream().map(hex::formatHex).toList())
                .checkpoint(proof.object("checkpoint", "envelope").text("envelope"))
                .build();
    }

    private static String base64(JsonMembers object, String name) throws Unreadable {
        return Base64.getEncoder().encodeToString(object.bytes(name));
    }
}
