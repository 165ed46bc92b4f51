package dev.autonomy.registry.cli.lesson;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A throwaway P-256 key, and the certificate for this machine that it signed itself. */
record Authority(PrivateKey key, byte[] certificate) {

    private static final String NAME = "localhost";
    private static final Duration LIFE = Duration.ofDays(1);
    private static final AlgorithmIdentifier ECDSA =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    static Authority at(Instant now) throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        TBSCertificate statement = statement(keys, now);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(statement.getEncoded());
        ASN1EncodableVector signed = new ASN1EncodableVector();
        signed.add(statement);
        signed.add(ECDSA);
        signed.add(new DERBitString(signature.sign()));
        return new Authority(keys.getPrivate(), new DERSequence(signed).getEncoded());
    }

    private static TBSCertificate statement(KeyPair keys, Instant now) throws IOException {
        X500Name name = new X500Name("CN=" + NAME);
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        extensions.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                        new GeneralName[] {
                            new GeneralName(GeneralName.dNSName, NAME),
                            new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                        }));
        V3TBSCertificateGenerator certificate = new V3TBSCertificateGenerator();
        certificate.setSerialNumber(new ASN1Integer(BigInteger.ONE));
        certificate.setSignature(ECDSA);
        certificate.setIssuer(name);
        certificate.setSubject(name);
        certificate.setStartDate(new Time(Date.from(now.minus(LIFE))));
        certificate.setEndDate(new Time(Date.from(now.plus(LIFE))));
        certificate.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        certificate.setExtensions(extensions.generate());
        return certificate.generateTBSCertificate();
    }

    String certificatePem() {
        return pem("CERTIFICATE", certificate);
    }

    String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        type,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der),
                        type);
    }
}
