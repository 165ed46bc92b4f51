package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.KeylessScene.STATEMENT;
import static dev.autonomy.registry.adapter.verify.KeylessScene.assertNotVerifiable;
import static dev.autonomy.registry.adapter.verify.KeylessScene.assertOtherSigner;
import static dev.autonomy.registry.adapter.verify.KeylessScene.assertSigned;
import static dev.autonomy.registry.adapter.verify.KeylessScene.assertUnreadable;
import static dev.autonomy.registry.adapter.verify.KeylessScene.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a bundle is read, and that everything else in it is refused. */
class KeylessBundleTest {

    private static final int DAMAGES = 2_000;
    private static KeylessScene scene;
    private static KeylessSigner signer;
    private static KeylessCheck check;
    private ObjectNode bundle;

    @BeforeAll
    static void build_a_public_key_infrastructure() throws Exception {
        scene = new KeylessScene();
        signer = scene.goodSigner();
        check = scene.check();
    }

    @BeforeEach
    void sign() {
        bundle = signer.bundle(STATEMENT);
    }

    @Test
    void a_bundle_as_cosign_writes_it_is_read() {
        at("/dsseEnvelope/signatures/0").put("keyid", "");

        assertSigned(STATEMENT, judged());
    }

    @Test
    void whole_numbers_may_be_numbers() {
        at("/verificationMaterial/tlogEntries/0").put("logIndex", 1);

        assertSigned(STATEMENT, judged());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/verificationMaterial",
                "/verificationMaterial/certificate",
                "/verificationMaterial/tlogEntries/0",
                "/verificationMaterial/tlogEntries/0/logId",
                "/verificationMaterial/tlogEntries/0/kindVersion",
                "/verificationMaterial/tlogEntries/0/inclusionPromise",
                "/verificationMaterial/tlogEntries/0/inclusionProof",
                "/verificationMaterial/tlogEntries/0/inclusionProof/checkpoint",
                "/dsseEnvelope",
                "/dsseEnvelope/signatures/0"
            })
    void an_unknown_member_is_refused_wherever_it_is(String place) {
        at(place).put("more\n", 1);

        assertUnreadable("nobody knows what \"more?\" in it means", judged());
    }

    @ParameterizedTest
    @CsvSource({
        "/verificationMaterial/certificate, rawBytes, verificationMaterial.certificate.rawBytes",
        "/verificationMaterial/tlogEntries/0/logId, keyId,"
                + " verificationMaterial.tlogEntries.logId.keyId",
        "/verificationMaterial/tlogEntries/0/inclusionPromise, signedEntryTimestamp,"
                + " verificationMaterial.tlogEntries.inclusionPromise.signedEntryTimestamp",
        "/verificationMaterial/tlogEntries/0/inclusionProof, rootHash,"
                + " verificationMaterial.tlogEntries.inclusionProof.rootHash",
        "/verificationMaterial/tlogEntries/0, canonicalizedBody,"
                + " verificationMaterial.tlogEntries.canonicalizedBody",
        "/dsseEnvelope, payload, dsseEnvelope.payload",
        "/dsseEnvelope/signatures/0, sig, dsseEnvelope.signatures.sig"
    })
    void base64_has_one_spelling(String place, String name, String path) {
        String good = at(place).path(name).asText();

        for (String other : new String[] {"", "%", good + "\n", "=" + good, "AB=="}) {
            at(place).put(name, other);
            assertUnreadable("its " + path + " is not base64", judged());
        }
        at(place).remove(name);
        assertUnreadable("its " + path + " is not base64", judged());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "01", "1.0", "1e3", "", "9007199254740992", "one"})
    void a_whole_number_has_one_spelling(String text) {
        at("/verificationMaterial/tlogEntries/0").put("integratedTime", text);

        assertUnreadable(
                "its verificationMaterial.tlogEntries.integratedTime is not a whole number",
                judged());
    }

    @Test
    void a_member_twice_is_refused() {
        String twice =
                bundle.toString().replace("{\"mediaType\"", "{\"mediaType\":\"\",\"mediaType\"");

        assertUnreadable(
                "it states one member twice (line 1, column 17)",
                check.bundle(twice.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void another_version_of_bundles_is_refused() {
        bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.4+json");

        assertUnreadable(
                "its mediaType is \"application/vnd.dev.sigstore.bundle.v0.4+json\", not"
                        + " application/vnd.dev.sigstore.bundle.v0.3+json",
                judged());
    }

    @Test
    void a_bundle_without_an_envelope_is_refused() {
        bundle.remove("dsseEnvelope");

        assertUnreadable("its dsseEnvelope is not an object", judged());
    }

    @Test
    void a_chain_of_certificates_as_older_bundles_have_it_is_refused() {
        ObjectNode material = at("/verificationMaterial");
        ObjectNode certificate = (ObjectNode) material.remove("certificate");
        material.putObject("x509CertificateChain").putArray("certificates").add(certificate);

        assertUnreadable("its verificationMaterial.certificate is not an object", judged());
    }

    @Test
    void entries_and_signatures_are_arrays_of_objects() {
        at("/verificationMaterial").put("tlogEntries", "none");
        assertUnreadable("its verificationMaterial.tlogEntries is not an array", judged());

        at("/dsseEnvelope").withArray("signatures").set(0, "none");
        assertUnreadable("its dsseEnvelope.signatures is not an array of objects", judged());
    }

    @Test
    void hashes_of_a_proof_are_base64() {
        ((ArrayNode) at("/verificationMaterial/tlogEntries/0/inclusionProof").path("hashes"))
                .add(1);

        assertUnreadable(
                "its verificationMaterial.tlogEntries.inclusionProof.hashes is not an array of"
                        + " base64",
                judged());
    }

    @Test
    void a_certificate_that_is_none_is_refused() {
        at("/verificationMaterial/certificate").put("rawBytes", "AAAA");

        assertUnreadable("its certificate cannot be read", judged());
    }

    @Test
    void a_certificate_for_a_kind_of_key_that_is_not_accepted_is_refused() throws Exception {
        SigningKey short_ = SigningKey.rsa(1024);
        KeylessSigner other =
                new KeylessSigner(
                        short_, scene.authority.issue(LeafRequest.good(), short_), scene.log);

        assertUnreadable(
                "its certificate is for a key not accepted: its RSA key has 1024 bits; 2048 to 8192"
                        + " are accepted",
                check.bundle(bytes(other.bundle(STATEMENT))));
    }

    @Test
    void a_bundle_signed_with_a_key_is_another_signer() {
        ObjectNode material = bundle.putObject("verificationMaterial");
        material.putObject("publicKey").put("hint", "");

        assertOtherSigner("it was signed with a key, and a certificate was expected", judged());
    }

    @Test
    void another_type_of_payload_by_the_trusted_identity_is_other_content() {
        byte[] signature =
                signer.key()
                        .sign(
                                new DsseEnvelope("text/plain", STATEMENT, new byte[0])
                                        .preAuthenticationEncoding());
        byte[] logged = KeylessSigner.envelopeBody(STATEMENT, signature, signer.certificate());
        bundle =
                signer.bundle(
                        STATEMENT,
                        signature,
                        signer.log().entry(logged, "dsse", KeylessSigner.LOGGED));
        at("/dsseEnvelope").put("payloadType", "text/plain");

        assertEquals(
                new SignerCheck.Outcome.OtherContent(
                        "it is about content of type \"text/plain\", not an in-toto statement"),
                judged());
    }

    @Test
    void another_type_of_payload_than_was_signed_is_another_signer() {
        at("/dsseEnvelope").put("payloadType", "text/plain");

        assertOtherSigner("not a signature by its certificate's key over its payload", judged());
    }

    @Test
    void exactly_one_signature_is_asked_for() {
        at("/dsseEnvelope").withArray("signatures").add(at("/dsseEnvelope/signatures/0"));
        assertUnreadable("its envelope has 2 signatures; one is expected", judged());

        at("/dsseEnvelope").remove("signatures");
        assertUnreadable("its envelope has 0 signatures; one is expected", judged());
    }

    @Test
    void a_signed_file_is_unreadable_as_a_signature_of_an_image() {
        bundle.remove("dsseEnvelope");
        bundle.putObject("messageSignature");

        assertUnreadable(
                "it signs a file (messageSignature), which is no statement about an image",
                judged());
    }

    @ParameterizedTest
    @CsvSource({"hashedrekord, 0.0.2", "dsse, 0.0.2", "intoto, 0.0.2", "dsse, 0.0.10"})
    void entries_of_other_kinds_and_versions_are_not_verifiable(String kind, String version) {
        at("/verificationMaterial/tlogEntries/0/kindVersion")
                .put("kind", kind)
                .put("version", version);

        assertNotVerifiable(
                "its log entry is a \"" + kind + " " + version + "\", and only dsse 0.0.1",
                judged());
    }

    @Test
    void a_timestamp_of_another_authority_alone_is_not_verifiable() {
        at("/verificationMaterial/tlogEntries/0").remove("inclusionPromise");
        at("/verificationMaterial").putObject("timestampVerificationData");

        assertNotVerifiable("its log did not sign the time of the entry", judged());
    }

    @Test
    void an_entry_without_a_proof_is_refused() {
        at("/verificationMaterial/tlogEntries/0").remove("inclusionProof");

        assertUnreadable(
                "its verificationMaterial.tlogEntries.inclusionProof is not an object", judged());
    }

    /** Some of a bundle is not signed by anybody; the payload always is. */
    @Test
    void no_damage_makes_another_payload_signed() {
        byte[] good = bytes(bundle);
        int refused = 0;
        for (int seed = 0; seed < DAMAGES; seed++) {
            byte[] damaged = Mutation.of(good, new SplittableRandom(seed));
            switch (check.bundle(damaged)) {
                case SignerCheck.Outcome.Signed(byte[] payload) ->
                        assertArrayEquals(STATEMENT, payload, "seed " + seed);
                case SignerCheck.Outcome.OtherContent _,
                        SignerCheck.Outcome.OtherSigner _,
                        SignerCheck.Outcome.NotVerifiable _,
                        SignerCheck.Outcome.Unreadable _ ->
                        refused++;
            }
        }
        assertTrue(refused > DAMAGES / 2, () -> "hardly any damage was noticed");
    }

    private SignerCheck.Outcome judged() {
        return check.bundle(bytes(bundle));
    }

    private ObjectNode at(String place) {
        return (ObjectNode) bundle.at(place);
    }
}
