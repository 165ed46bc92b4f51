package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bundle must be before anybody reads the statement in it. */
class KeyCheckTest {

    private static final SigningKey OURS = SigningKey.p256();
    private static final SigningKey OTHERS = SigningKey.p256();
    private static final String STATEMENT =
            BundleJson.statement(
                    Artifact.image("layer").digest(),
                    SignatureLayer.signedAt(SignatureLayer.FRESH));
    private static final String GOOD = BundleJson.of(OURS, STATEMENT);

    @Test
    void the_very_bytes_that_were_signed_are_what_is_read() {
        SignerCheck.Outcome.Signed signed =
                assertInstanceOf(SignerCheck.Outcome.Signed.class, check(OURS, GOOD));

        assertArrayEquals(STATEMENT.getBytes(StandardCharsets.UTF_8), signed.payload());
    }

    static Stream<SigningKey> kindsOfKeys() {
        return Stream.of(
                OURS,
                SigningKey.ec("secp384r1", "SHA384withECDSA"),
                SigningKey.ec("secp384r1", "SHA256withECDSA"),
                SigningKey.ec("secp521r1", "SHA512withECDSA"),
                SigningKey.rsa(2048),
                SigningKey.ed25519(),
                SigningKey.ed25519().prehashed());
    }

    @ParameterizedTest
    @MethodSource("kindsOfKeys")
    void every_kind_of_key_signs_bundles(SigningKey key) {
        assertInstanceOf(
                SignerCheck.Outcome.Signed.class, check(key, BundleJson.of(key, STATEMENT)));
    }

    @Test
    void a_bundle_by_another_key_is_by_another_signer() {
        assertEquals(
                new SignerCheck.Outcome.OtherSigner("not a signature by this key over its payload"),
                check(OURS, BundleJson.of(OTHERS, STATEMENT)));
    }

    @Test
    void a_statement_changed_after_signing_is_by_nobody_we_know() {
        String other = STATEMENT.replace("22T12", "22T13");

        assertOtherSigner(
                GOOD.replace(
                        BundleJson.base64(STATEMENT.getBytes(StandardCharsets.UTF_8)),
                        BundleJson.base64(other.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void the_signature_covers_the_type_of_the_payload_too() {
        assertOtherSigner(GOOD.replace(BundleJson.IN_TOTO, "application/json"));
    }

    @Test
    void a_signature_over_the_bare_payload_or_its_base64_is_none() {
        byte[] payload = STATEMENT.getBytes(StandardCharsets.UTF_8);
        byte[] base64 = BundleJson.base64(payload).getBytes(StandardCharsets.UTF_8);

        for (byte[] signed : new byte[][] {payload, base64}) {
            String signature = "{\"sig\":\"" + BundleJson.base64(OURS.sign(signed)) + "\"}";
            assertOtherSigner(
                    BundleJson.bundle(
                            BundleJson.BY_KEY,
                            BundleJson.envelope(
                                    BundleJson.IN_TOTO, BundleJson.base64(payload), signature)));
        }
    }

    @Test
    void our_signature_over_content_of_another_type_is_told_from_a_statement() {
        assertInstanceOf(
                SignerCheck.Outcome.OtherContent.class,
                check(OURS, BundleJson.of(OURS, "application/json", STATEMENT)));
    }

    @Test
    void a_payload_by_somebody_else_is_never_parsed() {
        assertOtherSigner(BundleJson.of(OTHERS, "{{{"));
        assertInstanceOf(SignerCheck.Outcome.Signed.class, check(OURS, BundleJson.of(OURS, "{{{")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"publicKey\":{}}",
                "{\"publicKey\":{\"hint\":\"another\"}}",
                "{\"publicKey\":{\"hint\":\"x\"},\"tlogEntries\":[{\"logIndex\":\"1\"}],\"timestampVerificationData\":{}}"
            })
    void hints_and_log_entries_say_nothing_about_a_key(String material) {
        assertInstanceOf(
                SignerCheck.Outcome.Signed.class,
                check(OURS, GOOD.replace(BundleJson.BY_KEY, material)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"certificate\":{\"rawBytes\":\"AAAA\"}}",
                "{\"x509CertificateChain\":{\"certificates\":[]}}"
            })
    void a_certificate_is_another_signer_even_over_our_key_s_signature(String material) {
        assertEquals(
                new SignerCheck.Outcome.OtherSigner(
                        "signed with a certificate, a key was expected"),
                check(OURS, GOOD.replace(BundleJson.BY_KEY, material)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"publicKey\":null}",
                "{\"publicKey\":\"hint\"}",
                "{\"publicKey\":{\"rawBytes\":\"AAAA\"}}",
                "{\"publicKey\":{},\"certificate\":{}}",
                "{\"certificate\":{},\"x509CertificateChain\":{}}",
                "{\"publicKey\":{},\"other\":{}}"
            })
    void material_that_names_neither_one_key_nor_one_certificate_is_unreadable(String material) {
        assertUnreadable(GOOD.replace(BundleJson.BY_KEY, material));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/vnd.dev.sigstore.bundle+json;version=0.1",
                "application/vnd.dev.sigstore.bundle+json;version=0.3",
                "application/vnd.dev.sigstore.bundle.v0.4+json"
            })
    void a_bundle_of_another_version_is_unreadable(String mediaType) {
        assertUnreadable(GOOD.replace(BundleJson.TYPE, mediaType));
    }

    @Test
    void a_signature_of_a_file_is_unreadable_as_one_of_an_image() {
        String file =
                "{\"mediaType\":\"%s\",\"verificationMaterial\":%s,\"messageSignature\":{\"signature\":\"AAAA\"}}"
                        .formatted(BundleJson.TYPE, BundleJson.BY_KEY);

        for (String bundle : List.of(file, GOOD.replaceFirst("\\{", "{\"messageSignature\":{},"))) {
            assertEquals(
                    new SignerCheck.Outcome.Unreadable(
                            "it signs a file (messageSignature), which is no statement about an image"),
                    check(OURS, bundle));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"mediaType\"|{\"more\":1,\"mediaType\"",
                "{\"mediaType\"|{\"mediaType\":\"x\",\"mediaType\"",
                "{\"mediaType\"|[{\"mediaType\"",
                "\"payload\":|\"payload\":\"AAAA\",\"payload\":",
                "\"payload\":|\"Payload\":\"AAAA\",\"payload\":",
                "\"payload\":|\"payload_\":",
                "\"payloadType\":|\"payload_type\":",
                "\"sig\":|\"cert\":\"\",\"sig\":",
                "\"sig\":|\"signature\":",
                "\"sig\":\"|\"sig\":\"\\n",
                "\"sig\":\"|\"sig\":\"-",
                "\"dsseEnvelope\":{|\"dsseEnvelope\":null,\"other\":{",
                "\"signatures\":[|\"signatures\":[1,",
                "\"signatures\":[{|\"signatures\":[[],{",
            })
    void a_bundle_with_one_thing_wrong_is_unreadable(String text, String instead) {
        assertUnreadable(GOOD.replace(text, instead));
    }

    @Test
    void a_bundle_is_one_json_object_in_utf_8_and_nothing_else() {
        assertUnreadable("");
        assertUnreadable("null");
        assertUnreadable("\uFEFF" + GOOD);
        assertUnreadable(GOOD + GOOD);
        assertUnreadable(GOOD.substring(0, GOOD.length() / 2));
        assertInstanceOf(
                SignerCheck.Outcome.Unreadable.class,
                new KeyCheck(OURS.trusted(), new RecentProofs())
                        .bundle(GOOD.getBytes(StandardCharsets.UTF_16)));
    }

    @Test
    void no_signature_and_two_good_ones_are_unreadable() {
        String payload = BundleJson.base64(STATEMENT.getBytes(StandardCharsets.UTF_8));
        String signature =
                GOOD.substring(
                        GOOD.indexOf("{\"sig\""), GOOD.indexOf("]", GOOD.indexOf("{\"sig\"")));

        assertUnreadable(withSignatures(payload, ""));
        assertUnreadable(withSignatures(payload, signature + "," + signature));
        assertInstanceOf(
                SignerCheck.Outcome.Signed.class, check(OURS, withSignatures(payload, signature)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AA", "AA==\\n", "AB==", "-_8=", "*"})
    void base64_has_one_spelling(String sloppy) {
        String signature = "{\"sig\":\"AAAA\"}";

        assertUnreadable(withSignatures(sloppy, signature));
        assertUnreadable(withSignatures("AAAA", "{\"sig\":\"" + sloppy + "\"}"));
    }

    @Test
    void a_legacy_signature_is_checked_over_its_payload_whatever_certificate_is_beside_it() {
        byte[] payload = "payload".getBytes(StandardCharsets.UTF_8);
        Map<String, String> annotations = Map.of("dev.sigstore.cosign/certificate", "junk");
        KeyCheck check = new KeyCheck(OURS.trusted(), new RecentProofs());

        assertInstanceOf(
                SignerCheck.Outcome.Signed.class,
                check.legacy(payload, OURS.sign(payload), annotations));
        assertInstanceOf(
                SignerCheck.Outcome.OtherSigner.class,
                check.legacy(payload, OTHERS.sign(payload), annotations));
    }

    @Test
    void the_encoding_that_is_signed_is_that_of_the_dsse_protocol() {
        assertEquals(
                "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
                new String(
                        new DsseEnvelope(
                                        "http://example.com/HelloWorld",
                                        "hello world".getBytes(StandardCharsets.UTF_8),
                                        new byte[0])
                                .preAuthenticationEncoding(),
                        StandardCharsets.UTF_8));
    }

    @Test
    void lengths_in_the_encoding_are_those_of_bytes_not_characters() {
        assertEquals(
                "DSSEv1 2 ä 3 €",
                new String(
                        new DsseEnvelope("ä", "€".getBytes(StandardCharsets.UTF_8), new byte[0])
                                .preAuthenticationEncoding(),
                        StandardCharsets.UTF_8));
    }

    private static String withSignatures(String payload, String signatures) {
        return BundleJson.bundle(
                BundleJson.BY_KEY, BundleJson.envelope(BundleJson.IN_TOTO, payload, signatures));
    }

    private static SignerCheck.Outcome check(SigningKey key, String bundle) {
        return new KeyCheck(key.trusted(), new RecentProofs())
                .bundle(bundle.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertOtherSigner(String bundle) {
        assertInstanceOf(SignerCheck.Outcome.OtherSigner.class, check(OURS, bundle));
    }

    private static void assertUnreadable(String bundle) {
        assertInstanceOf(SignerCheck.Outcome.Unreadable.class, check(OURS, bundle));
    }
}
