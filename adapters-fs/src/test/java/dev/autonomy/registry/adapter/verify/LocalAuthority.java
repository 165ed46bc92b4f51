package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority as Fulcio is one: a root, an intermediate, and a log of certificates. */
final class LocalAuthority {

    private static final X500Name ROOT = new X500Name("O=local.test,CN=root");
    private static final X500Name INTERMEDIATE = new X500Name("O=local.test,CN=intermediate");
    private static final X500Name SIGNER = new X500Name("CN=" + LeafRequest.IDENTITY);
    static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2035-01-01T00:00:00Z");
    private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";
    private static final String OLD_ISSUER = "1.3.6.1.4.1.57264.1.1";
    private static final String TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2";

    private final SigningKey rootKey = SigningKey.ec("secp384r1", "SHA384withECDSA");
    private final SigningKey intermediateKey = SigningKey.ec("secp384r1", "SHA384withECDSA");
    private final SigningKey certificateLog;
    private final byte[] root;
    private final byte[] intermediate;

    LocalAuthority(SigningKey certificateLog) throws Exception {
        this.certificateLog = certificateLog;
        root = authority(ROOT, rootKey, ROOT, rootKey);
        intermediate = authority(INTERMEDIATE, intermediateKey, ROOT, rootKey);
    }

    /** A certificate in which the log of certificates has signed that it knows it. */
    byte[] issue(LeafRequest request, SigningKey key) throws Exception {
        return issue(request, key, certificateLog);
    }

    /** A certificate that names the log, with a timestamp by somebody else's key. */
    byte[] issue(LeafRequest request, SigningKey key, SigningKey timestampKey) throws Exception {
        X509v3CertificateBuilder leaf = leaf(INTERMEDIATE, request, key);
        leaf.addExtension(
                new ASN1ObjectIdentifier(TIMESTAMPS),
                false,
                new DEROctetString(timestamps(request, unlogged(request, key), timestampKey)));
        return signed(leaf, intermediateKey).getEncoded();
    }

    byte[] issueUnlogged(LeafRequest request, SigningKey key) throws Exception {
        return unlogged(request, key).getEncoded();
    }

    /** A certificate that nobody but its own key vouches for. */
    static byte[] selfSigned(LeafRequest request, SigningKey key) throws Exception {
        return signed(leaf(SIGNER, request, key), key).getEncoded();
    }

    /** The trusted root that names this authority, its log, and a log of signatures. */
    ObjectNode trustedRoot(SigningKey signatureLog) {
        ObjectNode trusted = JsonNodeFactory.instance.objectNode();
        trusted.put("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1");
        trusted.putArray("tlogs").add(log("https://" + LocalLog.HOST, signatureLog));
        ObjectNode authority = trusted.putArray("certificateAuthorities").addObject();
        authority.putObject("subject").put("organization", "local.test").put("commonName", "ca");
        authority.put("uri", "https://fulcio.local.test");
        authority
                .putObject("certChain")
                .putArray("certificates")
                .add(rawBytes(intermediate))
                .add(rawBytes(root));
        authority.putObject("validFor").put("start", START.toString());
        trusted.putArray("ctlogs").add(log("https://ctfe.local.test", certificateLog));
        return trusted;
    }

    static ObjectNode log(String url, SigningKey key) {
        ObjectNode log = JsonNodeFactory.instance.objectNode();
        log.put("baseUrl", url).put("hashAlgorithm", "SHA2_256");
        ObjectNode publicKey = rawBytes(key.spki()).put("keyDetails", "PKIX_ECDSA_P256_SHA_256");
        publicKey.putObject("validFor").put("start", START.toString());
        log.set("publicKey", publicKey);
        log.putObject("logId").put("keyId", LocalLog.base64(LocalLog.hash(key.spki())));
        return log;
    }

    private static ObjectNode rawBytes(byte[] bytes) {
        return JsonNodeFactory.instance.objectNode().put("rawBytes", LocalLog.base64(bytes));
    }

    private static byte[] authority(
            X500Name subject, SigningKey key, X500Name issuer, SigningKey issuerKey)
            throws Exception {
        X509v3CertificateBuilder certificate =
                new X509v3CertificateBuilder(
                        issuer,
                        BigInteger.ONE,
                        Date.from(START),
                        Date.from(END),
                        subject,
                        SubjectPublicKeyInfo.getInstance(key.spki()));
        certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        certificate.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return signed(certificate, issuerKey).getEncoded();
    }

    private static X509v3CertificateBuilder leaf(
            X500Name issuer, LeafRequest request, SigningKey key) throws Exception {
        X509v3CertificateBuilder leaf =
                new X509v3CertificateBuilder(
                        issuer,
                        BigInteger.TWO,
                        Date.from(request.from()),
                        Date.from(request.until()),
                        SIGNER,
                        SubjectPublicKeyInfo.getInstance(key.spki()));
        leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        leaf.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(request.usage()));
        if (!request.names().isEmpty()) {
            leaf.addExtension(
                    Extension.subjectAlternativeName,
                    true,
                    new GeneralNames(request.names().toArray(GeneralName[]::new)));
        }
        if (request.oldIssuer().isPresent()) {
            leaf.addExtension(
                    new ASN1ObjectIdentifier(OLD_ISSUER),
                    false,
                    request.oldIssuer().get().getBytes(StandardCharsets.UTF_8));
        }
        if (request.issuer().isPresent()) {
            leaf.addExtension(
                    new ASN1ObjectIdentifier(ISSUER),
                    false,
                    new DERUTF8String(request.issuer().get()));
        }
        return leaf;
    }

    private X509CertificateHolder unlogged(LeafRequest request, SigningKey key) throws Exception {
        return signed(leaf(INTERMEDIATE, request, key), intermediateKey);
    }

    private static X509CertificateHolder signed(X509v3CertificateBuilder certificate, SigningKey by)
            throws Exception {
        return certificate.build(
                new JcaContentSignerBuilder(by.scheme()).build(by.pair().getPrivate()));
    }

    /** A list of one timestamp of the log over the certificate (RFC 6962, section 3.2 and 3.3). */
    private byte[] timestamps(
            LeafRequest request, X509CertificateHolder unlogged, SigningKey timestampKey)
            throws Exception {
        byte[] certificate = unlogged.toASN1Structure().getTBSCertificate().getEncoded();
        byte[] time = LocalLog.number(request.from().toEpochMilli(), 8);
        byte[] none = LocalLog.number(0, 2);
        byte[] signature =
                timestampKey.sign(
                        LocalLog.concatenated(
                                new byte[] {0, 0},
                                time,
                                LocalLog.number(1, 2),
                                LocalLog.hash(intermediateKey.spki()),
                                LocalLog.number(certificate.length, 3),
                                certificate,
                                none));
        byte[] timestamp =
                LocalLog.concatenated(
                        new byte[] {0},
                        LocalLog.hash(certificateLog.spki()),
                        time,
                        none,
                        new byte[] {4, 3},
                        LocalLog.number(signature.length, 2),
                        signature);
        return LocalLog.concatenated(
                LocalLog.number(timestamp.length + 2L, 2),
                LocalLog.number(timestamp.length, 2),
                timestamp);
    }
}
