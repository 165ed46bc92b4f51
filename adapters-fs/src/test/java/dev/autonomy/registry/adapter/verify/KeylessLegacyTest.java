package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.KeylessScene.assertNotVerifiable;
import static dev.autonomy.registry.adapter.verify.KeylessScene.assertOtherSigner;
import static dev.autonomy.registry.adapter.verify.KeylessScene.assertSigned;
import static dev.autonomy.registry.adapter.verify.KeylessScene.assertUnreadable;
import static dev.autonomy.registry.adapter.verify.LeafRequest.IDENTITY;
import static dev.autonomy.registry.adapter.verify.LeafRequest.good;
import static dev.autonomy.registry.adapter.verify.LeafRequest.uri;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signatures in cosign's older format, with certificate and log entry in annotations. */
class KeylessLegacyTest {

    private static final byte[] PAYLOAD = "{\"critical\":{}}".getBytes(StandardCharsets.US_ASCII);
    private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
    private static final String LOG_ENTRY = "dev.sigstore.cosign/bundle";
    private static KeylessScene scene;
    private static KeylessSigner signer;
    private static byte[] signature;

    @BeforeAll
    static void build_a_public_key_infrastructure() throws Exception {
        scene = new KeylessScene();
        signer = scene.goodSigner();
        signature = signer.key().sign(PAYLOAD);
    }

    @Test
    void a_signature_of_the_trusted_identity_is_signed() {
        assertSigned(PAYLOAD, judged(annotations()));
    }

    @Test
    void a_chain_beside_the_certificate_is_not_looked_at() {
        Map<String, String> annotations = annotations();
        annotations.put("dev.sigstore.cosign/chain", "anything");

        assertSigned(PAYLOAD, judged(annotations));
    }

    @Test
    void another_payload_is_refused() {
        assertOtherSigner(
                "not a signature by its certificate's key over its payload",
                scene.check().legacy(new byte[] {1}, signature, annotations()));
    }

    @Test
    void another_identity_is_another_signer() throws Exception {
        KeylessSigner other = scene.signer(good().of(uri("https://example.test/fork")));

        assertOtherSigner(
                "signed by \"https://example.test/fork\", not by " + IDENTITY, signedBy(other));
    }

    @Test
    void a_certificate_for_another_use_is_refused() throws Exception {
        assertOtherSigner(
                "its certificate is not for signing code",
                signedBy(scene.signer(good().usedFor(KeyPurposeId.id_kp_clientAuth))));
    }

    @Test
    void a_certificate_that_was_not_logged_is_refused() throws Exception {
        SigningKey key = SigningKey.p256();

        assertOtherSigner(
                "its certificate is not one that the trusted root vouches for and that was logged",
                signedBy(
                        new KeylessSigner(
                                key, scene.authority.issueUnlogged(good(), key), scene.log)));
    }

    @Test
    void a_signature_by_a_key_alone_is_another_signer() {
        assertOtherSigner(
                "it was signed with a key, and a certificate was expected", judged(Map.of()));
    }

    @Test
    void a_signature_that_was_not_logged_is_refused() {
        Map<String, String> annotations = annotations();
        annotations.remove(LOG_ENTRY);

        assertOtherSigner("no log entry says when it was signed", judged(annotations));
    }

    @Test
    void a_timestamp_in_place_of_a_log_entry_is_not_verifiable() {
        Map<String, String> annotations = annotations();
        annotations.remove(LOG_ENTRY);
        annotations.put("dev.sigstore.cosign/rfc3161timestamp", "{}");

        assertNotVerifiable("timestamps cannot be verified here", judged(annotations));
    }

    @Test
    void a_promise_of_the_log_for_another_time_is_refused() throws Exception {
        ObjectNode entry = entry();
        ((ObjectNode) entry.path("Payload"))
                .put("integratedTime", KeylessSigner.LOGGED.getEpochSecond() + 1);

        assertOtherSigner("its log entry was not made by the log it names", logged(entry));
    }

    @Test
    void a_promise_that_is_no_signature_is_refused() throws Exception {
        ObjectNode entry = entry();
        entry.put("SignedEntryTimestamp", "AAAA");

        assertOtherSigner("its log entry was not made by the log it names", logged(entry));
    }

    @Test
    void a_log_that_the_trusted_root_does_not_name_proves_nothing() {
        assertOtherSigner(
                "its log entry is of a log that the trusted root does not name for that time",
                KeylessScene.check(scene.authority.trustedRoot(SigningKey.p256()))
                        .legacy(PAYLOAD, signature, annotations()));
    }

    @Test
    void what_was_logged_after_the_certificate_expired_is_refused() {
        Instant late = good().until().plusSeconds(1);

        assertOtherSigner(
                "it was logged at 2026-11-22T12:09:01Z, and its certificate is valid from"
                        + " 2026-11-22T11:59:00Z to 2026-11-22T12:09:00Z",
                logged(scene.log.annotation(body(PAYLOAD, signature, signer), late)));
    }

    @Test
    void an_entry_about_another_payload_is_refused() {
        assertOtherSigner(
                "its log entry is about another payload",
                loggedAs(body(new byte[] {1}, signature, signer)));
    }

    @Test
    void an_entry_about_another_signature_is_refused() {
        assertOtherSigner(
                "its log entry is about another signature",
                loggedAs(body(PAYLOAD, signer.key().sign(PAYLOAD), signer)));
    }

    @Test
    void an_entry_about_another_certificate_is_refused() throws Exception {
        assertOtherSigner(
                "its log entry is about another certificate",
                loggedAs(body(PAYLOAD, signature, scene.goodSigner())));
    }

    @Test
    void an_entry_of_another_kind_is_not_verifiable() {
        assertNotVerifiable(
                "only hashedrekord 0.0.1 of Rekor v1 can be verified here",
                loggedAs(KeylessSigner.envelopeBody(PAYLOAD, signature, signer.certificate())));
    }

    @Test
    void a_certificate_that_is_not_one_pem_block_is_unreadable() {
        String pem = KeylessSigner.pem(signer.certificate());

        for (String other :
                new String[] {"", "words", pem + pem, "x" + pem, pem.replace("CERT", "KEY")}) {
            assertUnreadable("its certificate cannot be read", certifiedBy(other));
        }
    }

    @Test
    void a_certificate_with_bytes_behind_it_is_unreadable() {
        byte[] longer = LocalLog.concatenated(signer.certificate(), new byte[] {0});

        assertUnreadable("its certificate cannot be read", certifiedBy(KeylessSigner.pem(longer)));
    }

    @Test
    void a_certificate_with_carriage_returns_is_read() {
        assertSigned(
                PAYLOAD,
                certifiedBy(KeylessSigner.pem(signer.certificate()).replace("\n", "\r\n")));
    }

    @Test
    void a_log_entry_that_is_not_strict_json_is_unreadable() {
        Map<String, String> annotations = annotations();
        annotations.put(LOG_ENTRY, "{\"Payload\":{},\"Payload\":{}}");

        assertUnreadable("it states one member twice (line 1, column 15)", judged(annotations));
    }

    @Test
    void a_log_entry_with_an_unknown_member_is_unreadable() throws Exception {
        assertUnreadable("nobody knows what \"more\" in it means", logged(entry().put("more", 1)));
    }

    @Test
    void a_log_entry_of_a_log_without_a_hexadecimal_name_is_unreadable() throws Exception {
        ObjectNode entry = entry();
        ((ObjectNode) entry.path("Payload")).put("logID", "0");

        assertUnreadable("its logID is not hexadecimal", logged(entry));
    }

    private static SignerCheck.Outcome judged(Map<String, String> annotations) {
        return scene.check().legacy(PAYLOAD, signature, annotations);
    }

    private static SignerCheck.Outcome signedBy(KeylessSigner other) throws Exception {
        byte[] own = other.key().sign(PAYLOAD);
        return scene.check().legacy(PAYLOAD, own, other.annotations(PAYLOAD, own));
    }

    private static SignerCheck.Outcome logged(ObjectNode entry) {
        return judged(signer.annotations(entry));
    }

    private static SignerCheck.Outcome loggedAs(byte[] body) {
        return logged(scene.log.annotation(body, KeylessSigner.LOGGED));
    }

    private static SignerCheck.Outcome certifiedBy(String pem) {
        Map<String, String> annotations = annotations();
        annotations.put(CERTIFICATE, pem);
        return judged(annotations);
    }

    private static Map<String, String> annotations() {
        return signer.annotations(PAYLOAD, signature);
    }

    private static ObjectNode entry() throws Exception {
        return StrictJson.object(annotations().get(LOG_ENTRY).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] body(byte[] payload, byte[] signature, KeylessSigner signer) {
        return KeylessSigner.payloadBody(payload, signature, signer.certificate());
    }
}
