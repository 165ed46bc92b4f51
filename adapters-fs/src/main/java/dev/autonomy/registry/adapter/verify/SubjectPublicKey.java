package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.TrustedKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Turns a DER SubjectPublicKeyInfo into a key, for the kinds that are accepted and no others (spec
 * 2, step 1).
 */
final class SubjectPublicKey {

    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final BigInteger MIN_RSA_EXPONENT = BigInteger.valueOf(65537);

    /** The curves by the object identifier in the key (SEC 2); DER of the identifier in hex. */
    private static final Map<String, String> CURVES =
            Map.of(
                    "06082a8648ce3d030107", "ECDSA P-256",
                    "06052b81040022", "ECDSA P-384",
                    "06052b81040023", "ECDSA P-521");

    private static final String EC = "06072a8648ce3d0201";
    private static final String RSA = "06092a864886f70d010101";
    private static final String ED25519 = "06032b6570";

    private SubjectPublicKey() {}

    static TrustedKey read(byte[] der) throws Unreadable {
        KeyAlgorithm algorithm = KeyAlgorithm.of(der);
        String type =
                switch (algorithm.identifier()) {
                    case EC ->
                            Optional.ofNullable(CURVES.get(algorithm.parameters()))
                                    .orElseThrow(
                                            () ->
                                                    new Unreadable(
                                                            "its curve is not accepted; use P-256, P-384 or P-521"));
                    case RSA -> "RSA";
                    case ED25519 -> "Ed25519";
                    default ->
                            throw new Unreadable(
                                    "its kind of key is not accepted; use ECDSA P-256, P-384 or P-521, Ed25519, or RSA");
                };
        PublicKey key = decode(type, der);
        String checked =
                switch (key) {
                    case ECPublicKey ec -> {
                        refusePointOffTheCurve(ec);
                        yield type;
                    }
                    case RSAPublicKey rsa -> type + " " + checkedBits(rsa);
                    case EdECPublicKey _ -> {
                        refuseWeakPoint(der);
                        yield type;
                    }
                    default -> type;
                };
        return new TrustedKey(checked, Sha256.of(der), der);
    }

    /** The JDK's key for a key that was read before. */
    static PublicKey of(TrustedKey key) throws GeneralSecurityException {
        return factory(key.type())
                .generatePublic(new X509EncodedKeySpec(key.subjectPublicKeyInfo()));
    }

    private static PublicKey decode(String type, byte[] der) throws Unreadable {
        try {
            PublicKey key = factory(type).generatePublic(new X509EncodedKeySpec(der));
            if (!Arrays.equals(key.getEncoded(), der)) {
                throw new Unreadable("it is not in the plain form of a public key (DER)");
            }
            return key;
        } catch (GeneralSecurityException _) {
            throw new Unreadable("it does not hold a valid key");
        }
    }

    /** The JDK's own: where others are registered too, they take what it refuses. */
    private static KeyFactory factory(String type) throws GeneralSecurityException {
        return type.startsWith("RSA")
                ? KeyFactory.getInstance("RSA", "SunRsaSign")
                : KeyFactory.getInstance(type.startsWith("ECDSA") ? "EC" : "Ed25519", "SunEC");
    }

    private static int checkedBits(RSAPublicKey key) throws Unreadable {
        int bits = key.getModulus().bitLength();
        if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
            throw new Unreadable(
                    "its RSA key has "
                            + bits
                            + " bits; "
                            + MIN_RSA_BITS
                            + " to "
                            + MAX_RSA_BITS
                            + " are accepted");
        }
        BigInteger exponent = key.getPublicExponent();
        if (exponent.compareTo(MIN_RSA_EXPONENT) < 0 || !exponent.testBit(0)) {
            throw new Unreadable(
                    "the exponent of its RSA key is not accepted; an odd one from "
                            + MIN_RSA_EXPONENT
                            + " is");
        }
        return bits;
    }

    /** By a point of small order anybody can sign; the JDK loads it without complaint. */
    private static void refuseWeakPoint(byte[] der) throws Unreadable {
        if (!Ed25519.validatePublicKeyFull(der, der.length - Ed25519.PUBLIC_KEY_SIZE)) {
            throw new Unreadable("it does not hold a valid key: its point is not accepted");
        }
    }

    /** The JDK loads such a key without complaint. */
    private static void refusePointOffTheCurve(ECPublicKey key) throws Unreadable {
        ECPoint point = key.getW();
        EllipticCurve curve = key.getParams().getCurve();
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        boolean inField =
                !point.equals(ECPoint.POINT_INFINITY)
                        && point.getAffineX().signum() >= 0
                        && point.getAffineX().compareTo(p) < 0
                        && point.getAffineY().signum() >= 0
                        && point.getAffineY().compareTo(p) < 0;
        if (inField) {
            BigInteger x = point.getAffineX();
            BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
            inField = point.getAffineY().pow(2).mod(p).equals(right);
        }
        if (!inField) {
            throw new Unreadable("it does not hold a valid key: its point is not on the curve");
        }
    }
}
