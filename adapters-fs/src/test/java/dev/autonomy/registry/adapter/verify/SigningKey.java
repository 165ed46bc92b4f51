package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.TrustedKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.Optional;

/** A key pair made for one run of the tests, and the scheme it signs with. */
record SigningKey(KeyPair pair, String scheme, Optional<AlgorithmParameterSpec> parameters) {

    static SigningKey p256() {
        return ec("secp256r1", "SHA256withECDSA");
    }

    static SigningKey ec(String curve, String scheme) {
        return new SigningKey(
                generate("EC", new ECGenParameterSpec(curve)), scheme, Optional.empty());
    }

    static SigningKey rsa(int bits) {
        return new SigningKey(
                generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4)),
                "SHA256withRSA",
                Optional.empty());
    }

    static SigningKey ed25519() {
        try {
            return new SigningKey(
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair(),
                    "Ed25519",
                    Optional.empty());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same key, signing by another scheme. */
    SigningKey signingWith(String other) {
        return new SigningKey(pair, other, Optional.empty());
    }

    /** The same key, signing the hash of the message, as cosign 3 does with Ed25519. */
    SigningKey prehashed() {
        return new SigningKey(pair, "Ed25519", Optional.of(new EdDSAParameterSpec(true)));
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(scheme);
            if (parameters.isPresent()) {
                signature.setParameter(parameters.get());
            }
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] spki() {
        return pair.getPublic().getEncoded();
    }

    String pem() {
        return pem("PUBLIC KEY", spki());
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        label,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der),
                        label);
    }

    TrustedKey trusted() {
        try {
            return SubjectPublicKey.read(spki());
        } catch (Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair generate(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
