package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.autonomy.registry.adapter.document.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads signatures made by certificate throws its declared refusal or nothing. */
class KeylessFuzzTest {

    private static final byte[] PAYLOAD = "{\"critical\":{}}".getBytes(StandardCharsets.US_ASCII);

    static Stream<byte[]> bundles() throws Exception {
        return Stream.of(
                KeylessScene.bytes(new KeylessScene().goodSigner().bundle(KeylessScene.STATEMENT)));
    }

    @MethodSource("bundles")
    @FuzzTest
    void bundle(byte[] data) {
        refusedOrRead(() -> KeylessBundle.read(data).envelope().preAuthenticationEncoding());
    }

    static Stream<byte[]> logEntries() throws Exception {
        KeylessSigner signer = new KeylessScene().goodSigner();
        byte[] signature = signer.sign(PAYLOAD);
        return Stream.of(
                KeylessSigner.envelopeBody(PAYLOAD, signature, signer.certificate()),
                KeylessSigner.payloadBody(PAYLOAD, signature, signer.certificate()),
                signer.annotations(PAYLOAD, signature)
                        .get("dev.sigstore.cosign/bundle")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("logEntries")
    @FuzzTest
    void log_entry(byte[] data) {
        refusedOrRead(() -> LoggedSignature.ofEnvelope(data));
        refusedOrRead(() -> LoggedSignature.ofPayload(data));
        refusedOrRead(() -> LegacyLogEntry.read(data));
    }

    static Stream<byte[]> certificates() throws Exception {
        return Stream.of(new KeylessScene().goodSigner().certificate());
    }

    @MethodSource("certificates")
    @FuzzTest
    void certificate(byte[] data) {
        refusedOrRead(
                () -> {
                    SignerCertificate certificate = SignerCertificate.ofDer(data);
                    certificate.validity();
                    certificate.isForCodeSigning();
                    certificate.identity();
                    certificate.issuer();
                    return certificate.key();
                });
    }

    private interface Reading {
        Object read() throws Unreadable, Rejected;
    }

    private static void refusedOrRead(Reading reading) {
        try {
            assertNotNull(reading.read());
        } catch (Unreadable | Rejected refusal) {
            assertNotNull(refusal.getMessage());
        }
    }
}
