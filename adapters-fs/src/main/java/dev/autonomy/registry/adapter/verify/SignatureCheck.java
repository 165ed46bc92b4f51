package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.TrustedKey;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import java.util.List;

/**
 * Whether a signature over a payload was made with the key, by any of the schemes cosign uses for
 * its kind.
 */
final class SignatureCheck {

    private static final String ED25519_PREHASHED = "Ed25519ph";

    /** ECDSA with both numbers 1 (DER): well formed, and a signature of nothing. */
    private static final byte[] NO_SIGNATURE = {0x30, 6, 2, 1, 1, 2, 1, 1};

    private SignatureCheck() {}

    /**
     * Has the JDK compute what it keeps of a curve, which takes longer than a check does, while the
     * caller goes on.
     */
    static void prepare(TrustedKey key) {
        Thread.ofVirtual().start(() -> verifies(key, new byte[0], NO_SIGNATURE));
    }

    static boolean verifies(TrustedKey key, byte[] payload, byte[] signature) {
        try {
            PublicKey publicKey = SubjectPublicKey.of(key);
            for (String scheme : schemes(key.type())) {
                if (verifies(scheme, publicKey, payload, signature)) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** cosign 2 signs with SHA-256 whatever the curve, cosign 3 with the curve's own hash. */
    private static List<String> schemes(String keyType) {
        return switch (keyType) {
            case "ECDSA P-256" -> List.of("SHA256withECDSA");
            case "ECDSA P-384" -> List.of("SHA384withECDSA", "SHA256withECDSA");
            case "ECDSA P-521" -> List.of("SHA512withECDSA", "SHA256withECDSA");
            case "Ed25519" -> List.of("Ed25519", ED25519_PREHASHED);
            default -> List.of("SHA256withRSA");
        };
    }

    private static boolean verifies(String scheme, PublicKey key, byte[] payload, byte[] signature)
            throws GeneralSecurityException {
        boolean prehashed = scheme.equals(ED25519_PREHASHED);
        Signature check =
                Signature.getInstance(
                        prehashed ? "Ed25519" : scheme,
                        scheme.endsWith("RSA") ? "SunRsaSign" : "SunEC");
        if (prehashed) {
            check.setParameter(new EdDSAParameterSpec(true));
        }
        check.initVerify(key);
        check.update(payload);
        try {
            return check.verify(signature);
        } catch (GeneralSecurityException _) {
            // A signature that is not even one of this scheme may still be one of the next.
            return false;
        }
    }
}
