package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.TrustedIdentity;
import dev.autonomy.registry.model.TrustedKey;
import dev.sigstore.rekor.client.RekorEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the trusted identity signed, proven without a network: a certificate of the trusted root
 * made out to it and logged, a signature by its key, and an entry of the trusted log that says both
 * existed while the certificate was valid (sigstore client specification, section 4).
 */
final class KeylessCheck implements SignerCheck {

    private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
    private static final String LOG_ENTRY = "dev.sigstore.cosign/bundle";
    private static final String TIMESTAMP = "dev.sigstore.cosign/rfc3161timestamp";

    private final TrustedIdentity anchor;
    private final TrustedRoot root;
    private final Digest rootDigest;
    private final Proofs proofs;

    /**
     * @throws IllegalArgumentException for an anchor whose trusted root was never found usable
     */
    KeylessCheck(TrustedIdentity anchor, Proofs proofs) {
        this.anchor = anchor;
        this.proofs = proofs;
        byte[] document = anchor.document();
        rootDigest = Sha256.of(document);
        try {
            root = TrustedRoot.read(document);
        } catch (Unreadable e) {
            throw new IllegalArgumentException("a trusted root that cannot be used", e);
        }
    }

    @Override
    public String knownBy() {
        return "identity";
    }

    /** Checks a bundle v0.3 around an in-toto statement; what is signed is the statement. */
    @Override
    public Outcome bundle(byte[] bundleJson) {
        return outcome(
                () -> {
                    KeylessBundle bundle = KeylessBundle.read(bundleJson);
                    SignerCertificate signer = bundle.certificate();
                    RekorEntry entry = bundle.entry();
                    DsseEnvelope envelope = bundle.envelope();
                    requireSignature(
                            signer, envelope.preAuthenticationEncoding(), envelope.signature());
                    requireVouchedFor(signer, entry.getIntegratedTimeInstant());
                    requireLogged("included in the log", bundleJson, entry, SignatureLog::includes);
                    LoggedSignature.ofEnvelope(bundle.loggedBody())
                            .requireAbout(envelope.payload(), envelope.signature(), signer);
                    requireValid(signer, entry.getIntegratedTimeInstant());
                    requireIdentity(signer);
                    if (envelope.objection().isPresent()) {
                        throw Rejected.otherContent(envelope.objection().get());
                    }
                    return envelope.payload();
                });
    }

    /**
     * Checks a signature of cosign's older format by what the annotations of its layer bring. A
     * chain among them is not looked at: the trusted root has its own.
     */
    @Override
    public Outcome legacy(byte[] payload, byte[] signature, Map<String, String> layerAnnotations) {
        return outcome(
                () -> {
                    SignerCertificate signer =
                            SignerCertificate.ofPem(certificate(layerAnnotations));
                    byte[] annotation = logEntry(layerAnnotations).getBytes(StandardCharsets.UTF_8);
                    LegacyLogEntry logged = LegacyLogEntry.read(annotation);
                    RekorEntry entry = logged.entry();
                    requireSignature(signer, payload, signature);
                    requireVouchedFor(signer, entry.getIntegratedTimeInstant());
                    requireLogged("promised by the log", annotation, entry, SignatureLog::promised);
                    LoggedSignature.ofPayload(logged.loggedBody())
                            .requireAbout(payload, signature, signer);
                    requireValid(signer, entry.getIntegratedTimeInstant());
                    requireIdentity(signer);
                    return payload;
                });
    }

    private interface Check {
        byte[] signedPayload() throws Unreadable, Rejected;
    }

    private static Outcome outcome(Check check) {
        try {
            return new Outcome.Signed(check.signedPayload());
        } catch (Rejected e) {
            return e.outcome();
        } catch (Unreadable e) {
            return new Outcome.Unreadable(e.getMessage());
        }
    }

    private static String certificate(Map<String, String> annotations) throws Rejected {
        return Optional.ofNullable(annotations.get(CERTIFICATE))
                .orElseThrow(
                        () ->
                                Rejected.otherSigner(
                                        "it was signed with a key, and a certificate was expected"));
    }

    private static String logEntry(Map<String, String> annotations) throws Rejected {
        return Optional.ofNullable(annotations.get(LOG_ENTRY))
                .orElseThrow(
                        () ->
                                annotations.containsKey(TIMESTAMP)
                                        ? Rejected.notVerifiable(
                                                "it has a timestamp and no log entry, and timestamps"
                                                        + " cannot be verified here")
                                        : Rejected.otherSigner(
                                                "no log entry says when it was signed"));
    }

    private void requireSignature(SignerCertificate signer, byte[] payload, byte[] signature)
            throws Unreadable, Rejected {
        TrustedKey key = signer.key();
        if (!proofs.hold(
                Proof.signed(key, payload, signature),
                () -> SignatureCheck.verifies(key, payload, signature))) {
            throw Rejected.otherSigner("not a signature by its certificate's key over its payload");
        }
    }

    private void requireVouchedFor(SignerCertificate signer, Instant logged)
            throws Unreadable, Rejected {
        if (!proofs.hold(
                Proof.of("vouched for at " + logged, rootDigest, signer.digest()),
                () -> root.vouchesFor(signer, logged))) {
            throw Rejected.otherSigner(
                    "its certificate is not one that the trusted root vouches for and that was"
                            + " logged");
        }
        if (!signer.isForCodeSigning()) {
            throw Rejected.otherSigner("its certificate is not for signing code");
        }
    }

    private SignatureLog log(RekorEntry entry) throws Rejected {
        return root.signatureLog(
                        HexFormat.of().parseHex(entry.getLogID()), entry.getIntegratedTimeInstant())
                .orElseThrow(
                        () ->
                                Rejected.otherSigner(
                                        "its log entry is of a log that the trusted root does not"
                                                + " name for that time"));
    }

    private interface LogCheck {
        boolean of(SignatureLog log, RekorEntry entry);
    }

    /**
     * @param document that the entry was read from
     */
    private void requireLogged(String how, byte[] document, RekorEntry entry, LogCheck check)
            throws Rejected {
        SignatureLog log = log(entry);
        if (!proofs.hold(
                Proof.of(how, rootDigest, Sha256.of(document)), () -> check.of(log, entry))) {
            throw Rejected.otherSigner("its log entry was not made by the log it names");
        }
    }

    private static void requireValid(SignerCertificate signer, Instant logged) throws Rejected {
        if (!signer.isValidAt(logged)) {
            throw Rejected.otherSigner(
                    "it was logged at "
                            + logged
                            + ", and its certificate is valid from "
                            + signer.validity());
        }
    }

    private void requireIdentity(SignerCertificate signer) throws Unreadable, Rejected {
        Optional<String> identity = signer.identity();
        if (identity.filter(anchor.identity()::equals).isEmpty()) {
            throw Rejected.otherSigner(
                    "signed by "
                            + identity.map(HostileText::quoted).orElse("nobody in particular")
                            + ", not by "
                            + anchor.identity());
        }
        Optional<String> issuer = signer.issuer();
        if (issuer.filter(anchor.issuer()::equals).isEmpty()) {
            throw Rejected.otherSigner(
                    "its signer was vouched for by "
                            + issuer.map(HostileText::quoted).orElse("nobody in particular")
                            + ", not by "
                            + anchor.issuer());
        }
    }
}
