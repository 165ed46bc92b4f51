package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.adapter.document.Member;
import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.sigstore.fulcio.client.FulcioVerificationException;
import dev.sigstore.fulcio.client.FulcioVerifier;
import dev.sigstore.trustroot.CertificateAuthority;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.sigstore.trustroot.TransparencyLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may vouch for a signer: certificate authorities, the logs of their certificates, and the logs
 * of signatures, each for a stretch of time (sigstore protobuf-specs, sigstore_trustroot.proto).
 */
record TrustedRoot(
        List<CertificateAuthority> authorities,
        List<TransparencyLog> certificateLogs,
        List<TransparencyLog> signatureLogs) {

    private static final Set<String> MEDIA_TYPES =
            Set.of(
                    "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
                    "application/vnd.dev.sigstore.trustedroot.v0.1+json");

    TrustedRoot {
        authorities = List.copyOf(authorities);
        certificateLogs = List.copyOf(certificateLogs);
        signatureLogs = List.copyOf(signatureLogs);
    }

    static TrustedRoot read(byte[] document) throws Unreadable {
        ObjectNode root = StrictJson.object(document);
        String mediaType = Member.textIfAny(root, "mediaType").orElse("nothing");
        if (!MEDIA_TYPES.contains(mediaType)) {
            throw new Unreadable(
                    "it is not a trusted root (trusted_root.json): its mediaType is "
                            + HostileText.quoted(mediaType));
        }
        requireStart(root.path("certificateAuthorities"), "certificate authority", "/validFor");
        requireStart(root.path("ctlogs"), "log of certificates", "/publicKey/validFor");
        requireStart(root.path("tlogs"), "log of signatures", "/publicKey/validFor");
        root.remove(List.of("mediaType", "timestampAuthorities"));
        return of(parsed(root));
    }

    /**
     * Whether the certificate was issued by an authority trusted at the time of signing and is in a
     * trusted log of certificates. What the library stumbles over, in whatever way, is not.
     */
    boolean vouchesFor(SignerCertificate signer, Instant signed) {
        try {
            FulcioVerifier.newFulcioVerifier(
                            CertificateAuthority.find(authorities, signed), certificateLogs)
                    .verifySigningCertificate(signer.path());
            return true;
        } catch (FulcioVerificationException
                | GeneralSecurityException
                | IOException
                | RuntimeException _) {
            return false;
        }
    }

    /** The log of signatures with this identifier, if it was trusted at that time. */
    Optional<SignatureLog> signatureLog(byte[] id, Instant time) {
        return TransparencyLog.find(signatureLogs, id, time).map(SignatureLog::new);
    }

    private static TrustedRoot of(SigstoreTrustedRoot root) throws Unreadable {
        List<TransparencyLog> certificateLogs =
                root.getCTLogs().stream().filter(TrustedRoot::hasUsableKey).toList();
        List<TransparencyLog> signatureLogs =
                root.getTLogs().stream().filter(TrustedRoot::hasUsableKey).toList();
        if (certificateLogs.isEmpty() || signatureLogs.isEmpty()) {
            throw new Unreadable("the keys of its logs are of no kind that can be used here");
        }
        return new TrustedRoot(root.getCAs(), certificateLogs, signatureLogs);
    }

    private static SigstoreTrustedRoot parsed(ObjectNode root) throws Unreadable {
        try {
            SigstoreTrustedRoot parsed =
                    SigstoreTrustedRoot.from(
                            new ByteArrayInputStream(
                                    root.toString().getBytes(StandardCharsets.UTF_8)));
            for (CertificateAuthority authority : parsed.getCAs()) {
                authority.asTrustAnchor();
            }
            return parsed;
        } catch (SigstoreConfigurationException | GeneralSecurityException | RuntimeException _) {
            // The library reports what it cannot use in any of these.
            throw new Unreadable("a certificate, key, address or time in it cannot be read");
        }
    }

    /** Without a start, the library takes a key for one that was always valid. */
    private static void requireStart(JsonNode vouchers, String what, String validFor)
            throws Unreadable {
        if (!vouchers.isArray() || vouchers.isEmpty()) {
            throw new Unreadable("it names no " + what);
        }
        for (JsonNode voucher : vouchers) {
            if (!voucher.at(validFor + "/start").isTextual()) {
                throw new Unreadable("a " + what + " in it lacks the start of its validity");
            }
        }
    }

    /** A log whose key cannot be read vouches for nothing, and the others still can. */
    private static boolean hasUsableKey(TransparencyLog log) {
        try {
            return log.getPublicKey().toJavaPublicKey().getEncoded().length > 0;
        } catch (GeneralSecurityException | RuntimeException _) {
            return false;
        }
    }
}
