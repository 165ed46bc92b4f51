package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.adapter.document.KnownMembers;
import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.adapter.document.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What an entry of the transparency log speaks of: a SHA-256, a signature and a certificate (Rekor
 * v1, entry types dsse and hashedrekord in their version 0.0.1).
 */
record LoggedSignature(String sha256, byte[] signature, SignerCertificate certificate) {

    private static final String VERSION = "0.0.1";

    /** Reads the body of an entry that a DSSE envelope was logged as. */
    static LoggedSignature ofEnvelope(byte[] body) throws Unreadable, Rejected {
        KnownMembers entry = entry(body, "dsse");
        KnownMembers spec = entry.object("spec", "envelopeHash", "payloadHash", "signatures");
        List<KnownMembers> signatures = spec.objects("signatures", "signature", "verifier");
        if (signatures.size() != 1) {
            throw Rejected.otherSigner(
                    "its log entry has " + signatures.size() + " signatures, not one");
        }
        KnownMembers signature = signatures.getFirst();
        return new LoggedSignature(
                sha256(spec.object("payloadHash", "algorithm", "value")),
                signature.bytes("signature"),
                certificate(signature.bytes("verifier")));
    }

    /** Reads the body of an entry that a signature over a payload was logged as. */
    static LoggedSignature ofPayload(byte[] body) throws Unreadable, Rejected {
        KnownMembers spec = entry(body, "hashedrekord").object("spec", "data", "signature");
        KnownMembers signature = spec.object("signature", "content", "publicKey");
        return new LoggedSignature(
                sha256(spec.object("data", "hash").object("hash", "algorithm", "value")),
                signature.bytes("content"),
                certificate(signature.object("publicKey", "content").bytes("content")));
    }

    /** Refuses an entry that is about something else than the signature it came with. */
    void requireAbout(byte[] payload, byte[] signed, SignerCertificate signer) throws Rejected {
        if (!sha256.equals(Sha256.of(payload).hex())) {
            throw Rejected.otherSigner("its log entry is about another payload");
        }
        if (!Arrays.equals(signature, signed)) {
            throw Rejected.otherSigner("its log entry is about another signature");
        }
        if (!certificate.isThatOf(signer)) {
            throw Rejected.otherSigner("its log entry is about another certificate");
        }
    }

    private static KnownMembers entry(byte[] body, String kind) throws Unreadable, Rejected {
        KnownMembers entry = KnownMembers.of(body, "apiVersion", "kind", "spec");
        requireKind(kind, entry.text("kind"), entry.text("apiVersion"));
        return entry;
    }

    /** Entries of other kinds and versions are laid out differently. */
    static void requireKind(String expected, String kind, String version) throws Rejected {
        if (!kind.equals(expected) || !version.equals(VERSION)) {
            throw Rejected.notVerifiable(
                    "its log entry is a "
                            + HostileText.quoted(kind + " " + version)
                            + ", and only "
                            + expected
                            + " "
                            + VERSION
                            + " of Rekor v1 can be verified here");
        }
    }

    private static String sha256(KnownMembers hash) throws Unreadable, Rejected {
        if (!hash.text("algorithm").equals("sha256")) {
            throw Rejected.notVerifiable("its log entry does not use SHA-256");
        }
        return hash.text("value");
    }

    private static SignerCertificate certificate(byte[] pem) throws Unreadable {
        return SignerCertificate.ofPem(new String(pem, StandardCharsets.ISO_8859_1));
    }
}
