package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.adapter.document.StrictBase64;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.TrustedKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPath;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1UTF8String;

/**
 * The certificate a signer was given for a few minutes; what it says is worth as much as the chain
 * it stands in (Fulcio's certificate specification).
 */
final class SignerCertificate {

    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+?)\r?\n-----END CERTIFICATE-----(\r?\n)?");
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final int RFC822_NAME = 1;
    private static final int URI = 6;

    /** The issuer as DER of a UTF8String. */
    private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";

    /** The issuer as its bare characters, from before {@link #ISSUER}. */
    private static final String OLD_ISSUER = "1.3.6.1.4.1.57264.1.1";

    private final X509Certificate certificate;
    private final byte[] der;

    private SignerCertificate(X509Certificate certificate, byte[] der) {
        this.certificate = certificate;
        this.der = der;
    }

    static SignerCertificate ofDer(byte[] der) throws Unreadable {
        try {
            X509Certificate certificate =
                    (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
            if (Arrays.equals(certificate.getEncoded(), der)) {
                return new SignerCertificate(certificate, der);
            }
        } catch (CertificateException _) {
            throw unreadable();
        }
        throw unreadable();
    }

    /** Reads the one PEM block that is the whole text. */
    static SignerCertificate ofPem(String text) throws Unreadable {
        Matcher pem = PEM.matcher(text);
        if (!pem.matches()) {
            throw unreadable();
        }
        return ofDer(
                StrictBase64.decode(pem.group(1).replaceAll("[\r\n]", ""))
                        .orElseThrow(SignerCertificate::unreadable));
    }

    Digest digest() {
        return Sha256.of(der);
    }

    boolean isThatOf(SignerCertificate other) {
        return Arrays.equals(der, other.der);
    }

    /** The certificate alone; what it chains to is the trusted root's business. */
    CertPath path() throws CertificateException {
        return factory().generateCertPath(List.of(certificate));
    }

    /** The key, if it is of a kind that is accepted from a file too. */
    TrustedKey key() throws Unreadable {
        try {
            return SubjectPublicKey.read(certificate.getPublicKey().getEncoded());
        } catch (Unreadable e) {
            throw new Unreadable("its certificate is for a key not accepted: " + e.getMessage());
        }
    }

    boolean isValidAt(Instant time) {
        return !time.isBefore(certificate.getNotBefore().toInstant())
                && !time.isAfter(certificate.getNotAfter().toInstant());
    }

    String validity() {
        return certificate.getNotBefore().toInstant()
                + " to "
                + certificate.getNotAfter().toInstant();
    }

    boolean isForCodeSigning() throws Unreadable {
        try {
            return Optional.ofNullable(certificate.getExtendedKeyUsage())
                    .filter(usages -> usages.contains(CODE_SIGNING))
                    .isPresent();
        } catch (CertificateParsingException _) {
            throw unreadable();
        }
    }

    /** The one e-mail address or URI it is made out to, if it is exactly one. */
    Optional<String> identity() throws Unreadable {
        try {
            List<List<?>> names =
                    Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                            .flatMap(Collection::stream)
                            .toList();
            return names.size() == 1
                            && names.getFirst().get(0) instanceof Integer kind
                            && (kind == RFC822_NAME || kind == URI)
                            && names.getFirst().get(1) instanceof String name
                    ? Optional.of(name)
                    : Optional.empty();
        } catch (CertificateParsingException _) {
            throw unreadable();
        }
    }

    /** Who vouched for the identity; nobody where the two places that say so disagree. */
    Optional<String> issuer() throws Unreadable {
        Optional<String> old =
                extension(OLD_ISSUER).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        Optional<byte[]> encoded = extension(ISSUER);
        if (encoded.isEmpty()) {
            return old;
        }
        String issuer = utf8String(encoded.get());
        return old.isEmpty() || old.get().equals(issuer) ? Optional.of(issuer) : Optional.empty();
    }

    private Optional<byte[]> extension(String identifier) {
        return Optional.ofNullable(certificate.getExtensionValue(identifier))
                .map(value -> ASN1OctetString.getInstance(value).getOctets());
    }

    private static String utf8String(byte[] encoded) throws Unreadable {
        try {
            return ASN1UTF8String.getInstance(encoded).getString();
        } catch (RuntimeException _) {
            // Input that is not DER comes out in more than one of them.
            throw unreadable();
        }
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }

    private static Unreadable unreadable() {
        return new Unreadable("its certificate cannot be read");
    }
}
