package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.testkit.Artifact;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads hostile bytes throws its declared refusal or nothing. */
class ParserFuzzTest {

    private static final Digest SUBJECT = Artifact.image("layer").digest();

    static Stream<byte[]> publicKeyFiles() {
        return Stream.of(
                utf8(SigningKey.p256().pem()),
                utf8(SigningKey.ed25519().pem().replace("\n", "\r\n")),
                utf8(SigningKey.pem("CERTIFICATE", new byte[] {0x30, 0})));
    }

    @MethodSource("publicKeyFiles")
    @FuzzTest
    void public_key_file(byte[] data) {
        try {
            PublicKeyFile.content(data);
        } catch (Unreadable _) {
            // What it is refused with.
        }
    }

    static Stream<byte[]> publicKeys() {
        return Stream.of(
                SigningKey.p256().spki(),
                SigningKey.ec("secp521r1", "SHA512withECDSA").spki(),
                SigningKey.ed25519().spki(),
                SigningKey.rsa(2048).spki());
    }

    @MethodSource("publicKeys")
    @FuzzTest
    void public_key(byte[] data) throws Exception {
        try {
            assertArrayEquals(data, SubjectPublicKey.of(SubjectPublicKey.read(data)).getEncoded());
        } catch (Unreadable _) {
            // What it is refused with.
        }
    }

    static Stream<byte[]> payloads() {
        return Stream.of(
                utf8(SignatureLayer.payload(SUBJECT, "null")),
                utf8(
                        SignatureLayer.payload(
                                SUBJECT, SignatureLayer.signedAt(SignatureLayer.FRESH))));
    }

    @MethodSource("payloads")
    @FuzzTest
    void payload(byte[] data) {
        try {
            SignedTime.read(SimpleSigning.read(data, SUBJECT).signedAt());
        } catch (Unreadable _) {
            // What it is refused with.
        }
    }

    static Stream<byte[]> bundles() {
        SigningKey key = SigningKey.p256();
        String bundle = BundleJson.of(key, BundleJson.statement(SUBJECT, "{}"));
        return Stream.of(
                utf8(bundle),
                utf8(
                        bundle.replace(
                                BundleJson.BY_KEY, "{\"certificate\":{\"rawBytes\":\"AA==\"}}")),
                utf8("{\"mediaType\":\"" + BundleJson.TYPE + "\",\"messageSignature\":{}}"));
    }

    @MethodSource("bundles")
    @FuzzTest
    void bundle(byte[] data) {
        try {
            DsseEnvelope envelope = SigstoreBundle.read(data).envelope();
            assertTrue(envelope.signature().length > 0);
            assertTrue(envelope.preAuthenticationEncoding().length > envelope.payload().length);
        } catch (Unreadable _) {
            // What it is refused with.
        }
    }

    static Stream<byte[]> statements() {
        return Stream.of(
                utf8(BundleJson.statement(SUBJECT, "null")),
                utf8(BundleJson.statement(SUBJECT, SignatureLayer.signedAt(SignatureLayer.FRESH))));
    }

    @MethodSource("statements")
    @FuzzTest
    void statement(byte[] data) {
        try {
            SignedTime.read(InTotoStatement.read(data, SUBJECT).signedAt());
        } catch (Unreadable _) {
            // What it is refused with.
        }
    }

    static Stream<byte[]> runtimeRanges() {
        return Stream.of(utf8(">=0.1.0 <2.0.0"), utf8("=v1.2.3"));
    }

    @MethodSource("runtimeRanges")
    @FuzzTest
    void runtime_range(byte[] data) {
        try {
            RuntimeRange.read(TextNode.valueOf(new String(data, StandardCharsets.UTF_8)));
        } catch (Unreadable _) {
            // What it is refused with.
        }
    }

    static Stream<byte[]> locks() {
        Artifact image = Artifact.image("layer");
        return Stream.of(
                Lock.of(image.digest(), "v1.2.0", image.digest()),
                utf8("{\"n\":[-0,1.50E+2,\"\\ud83d\\ude00<\u2028\"],\"\":{},\"a\":null}"));
    }

    @MethodSource("locks")
    @FuzzTest
    void lock(byte[] data) {
        try {
            LockDocument.read(data);
            byte[] canonical = CanonicalJson.of(data, "");
            assertArrayEquals(canonical, CanonicalJson.of(canonical, ""));
        } catch (Unreadable _) {
            // What it is refused with.
        }
    }

    static Stream<byte[]> policyTars() {
        String manifest = "{\"policy_bundle_version\":\"1.2.0\"}";
        return Stream.of(
                new PolicyTar().file("manifest.json", manifest).plain(),
                new PolicyTar()
                        .folder("policies/")
                        .file("policies/" + "x".repeat(120) + ".rego", "package x")
                        .file("manifest.json", manifest)
                        .plain());
    }

    /** The tar inside the gzip: behind gzip's checksum no search would get anywhere. */
    @MethodSource("policyTars")
    @FuzzTest
    void policy_tar(byte[] data) {
        try {
            PolicyBundle.read(SUBJECT, new ByteArrayInputStream(PolicyTar.gzip(data)));
        } catch (Unreadable _) {
            // What it is refused with.
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
