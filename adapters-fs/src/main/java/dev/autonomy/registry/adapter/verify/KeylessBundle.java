package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.KnownMembers;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.sigstore.rekor.client.ImmutableInclusionProof;
import dev.sigstore.rekor.client.ImmutableRekorEntry;
import dev.sigstore.rekor.client.ImmutableVerification;
import dev.sigstore.rekor.client.RekorEntry;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A sigstore bundle signed by certificate, with the log entry of it, not believed yet. */
record KeylessBundle(
        SignerCertificate certificate, RekorEntry entry, byte[] loggedBody, DsseEnvelope envelope) {

    static KeylessBundle read(byte[] document) throws Unreadable, Rejected {
        SigstoreBundle bundle = SigstoreBundle.read(document);
        SignerCertificate certificate = certificate(bundle);
        KnownMembers logged = onlyEntry(bundle.material());
        byte[] body = logged.bytes("canonicalizedBody");
        return new KeylessBundle(certificate, entry(logged, body), body, bundle.envelope());
    }

    private static SignerCertificate certificate(SigstoreBundle bundle)
            throws Unreadable, Rejected {
        return switch (bundle.signer()) {
            case KEY ->
                    throw Rejected.otherSigner(
                            "it was signed with a key, and a certificate was expected");
            case CERTIFICATE ->
                    SignerCertificate.ofDer(
                            bundle.material().object("certificate", "rawBytes").bytes("rawBytes"));
        };
    }

    private static KnownMembers onlyEntry(KnownMembers material) throws Unreadable, Rejected {
        List<KnownMembers> entries =
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

    private static RekorEntry entry(KnownMembers logged, byte[] body) throws Unreadable, Rejected {
        KnownMembers kind = logged.object("kindVersion", "kind", "version");
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

    private static RekorEntry.InclusionProof proof(KnownMembers logged) throws Unreadable {
        KnownMembers proof =
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

    private static String base64(KnownMembers object, String name) throws Unreadable {
        return Base64.getEncoder().encodeToString(object.bytes(name));
    }
}
