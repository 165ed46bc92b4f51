package dev.autonomy.registry.cli.demo;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.Repository;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** A throwaway P-256 key that signs as cosign does. */
final class Signer {

    private static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final String STATEMENT = "application/vnd.in-toto+json";
    private static final int PEM_LINE = 64;

    private final KeyPair keys;

    private Signer(KeyPair keys) {
        this.keys = keys;
    }

    static Signer withNewKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new Signer(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    String publicKeyPem() {
        Base64.Encoder lines = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'});
        return "-----BEGIN PUBLIC KEY-----\n"
                + lines.encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** The signature manifest for a subject, with the time of signing among its signed claims. */
    Content sign(Repository repository, Digest subject, Instant signedAt) {
        byte[] payload =
                """
                {"critical":{"identity":{"docker-reference":"%s"},"image":{"docker-manifest-digest":"%s"},\
                "type":"cosign container image signature"},"optional":{"autonomy.signed-at":"%s"}}"""
                        .formatted(repository, subject, signedAt)
                        .getBytes(StandardCharsets.UTF_8);
        byte[] config =
                """
                {"architecture":"","config":{},"created":"0001-01-01T00:00:00Z","os":"",\
                "rootfs":{"type":"layers","diff_ids":["%s"]}}"""
                        .formatted(Content.sha256(payload))
                        .getBytes(StandardCharsets.UTF_8);
        String annotation =
                ",\"annotations\":{\"dev.cosignproject.cosign/signature\":\""
                        + signature(payload)
                        + "\"}";
        return new Content(
                Content.manifest(
                        Content.descriptor(CONFIG, config, ""),
                        List.of(Content.descriptor(SIMPLE_SIGNING, payload, annotation))),
                List.of(config, payload));
    }

    /** The same as cosign 3 does: a sigstore bundle in a manifest that refers to its subject. */
    Content bundle(ManifestContent subject, Instant signedAt) {
        byte[] statement =
                """
                {"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"%s"},\
                "annotations":{"autonomy.signed-at":"%s"}}],\
                "predicateType":"https://sigstore.dev/cosign/sign/v1","predicate":{}}"""
                        .formatted(subject.digest().hex(), signedAt)
                        .getBytes(StandardCharsets.UTF_8);
        byte[] bundle =
                """
                {"mediaType":"%s","verificationMaterial":{"publicKey":{"hint":"demo"}},\
                "dsseEnvelope":{"payload":"%s","payloadType":"%s","signatures":[{"sig":"%s"}]}}"""
                        .formatted(
                                BUNDLE,
                                Base64.getEncoder().encodeToString(statement),
                                STATEMENT,
                                signature(envelope(statement)))
                        .getBytes(StandardCharsets.UTF_8);
        return Content.referrer(BUNDLE, bundle, subject);
    }

    /** What is signed of a statement (DSSE's pre-authentication encoding). */
    private static byte[] envelope(byte[] statement) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                "DSSEv1 %d %s %d "
                        .formatted(STATEMENT.length(), STATEMENT, statement.length)
                        .getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(statement);
        return bytes.toByteArray();
    }

    private String signature(byte[] payload) {
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initSign(keys.getPrivate());
            ecdsa.update(payload);
            return Base64.getEncoder().encodeToString(ecdsa.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a P-256 key signs", e);
        }
    }
}
