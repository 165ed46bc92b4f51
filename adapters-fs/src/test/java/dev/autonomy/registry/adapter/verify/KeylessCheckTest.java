package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.KeylessScene.STATEMENT;
import static dev.autonomy.registry.adapter.verify.KeylessScene.assertNotVerifiable;
import static dev.autonomy.registry.adapter.verify.KeylessScene.assertOtherSigner;
import static dev.autonomy.registry.adapter.verify.KeylessScene.assertSigned;
import static dev.autonomy.registry.adapter.verify.KeylessScene.bytes;
import static dev.autonomy.registry.adapter.verify.LeafRequest.IDENTITY;
import static dev.autonomy.registry.adapter.verify.LeafRequest.ISSUER;
import static dev.autonomy.registry.adapter.verify.LeafRequest.email;
import static dev.autonomy.registry.adapter.verify.LeafRequest.good;
import static dev.autonomy.registry.adapter.verify.LeafRequest.uri;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.model.TrustedIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bundles signed by certificate: one that proves its signer, and every way not to. */
class KeylessCheckTest {

    private static final String NOT_VOUCHED_FOR =
            "its certificate is not one that the trusted root vouches for and that was logged";
    private static final String NOT_OF_THE_LOG = "its log entry was not made by the log it names";
    private static final String NOT_A_TRUSTED_LOG =
            "its log entry is of a log that the trusted root does not name for that time";
    private static KeylessScene scene;

    @BeforeAll
    static void build_a_public_key_infrastructure() throws Exception {
        scene = new KeylessScene();
    }

    @Test
    void a_bundle_of_the_trusted_identity_is_signed() throws Exception {
        assertSigned(STATEMENT, judged(scene.goodSigner()));
    }

    @Test
    void letters_beyond_ascii_are_signed_as_their_bytes() throws Exception {
        byte[] payload = "{\"größe\":\"é\"}".getBytes(StandardCharsets.UTF_8);

        assertSigned(payload, judged(scene.goodSigner().bundle(payload)));
    }

    @Test
    void an_e_mail_address_is_an_identity_too() throws Exception {
        KeylessSigner signer = scene.signer(good().of(email("dev@example.test")));

        assertSigned(
                STATEMENT,
                KeylessScene.check("dev@example.test", ISSUER, scene.trustedRoot())
                        .bundle(bytes(signer.bundle(STATEMENT))));
    }

    @Test
    void every_curve_that_is_accepted_from_a_file_is_accepted_in_a_certificate() throws Exception {
        SigningKey key = SigningKey.ec("secp384r1", "SHA384withECDSA");

        assertSigned(
                STATEMENT,
                judged(new KeylessSigner(key, scene.authority.issue(good(), key), scene.log)));
    }

    @Test
    void an_issuer_written_in_the_older_way_alone_is_read() throws Exception {
        assertSigned(
                STATEMENT,
                judged(scene.signer(good().vouchedForBy(Optional.empty(), Optional.of(ISSUER)))));
    }

    @Test
    void an_issuer_written_in_the_newer_way_alone_is_read() throws Exception {
        assertSigned(
                STATEMENT,
                judged(scene.signer(good().vouchedForBy(Optional.of(ISSUER), Optional.empty()))));
    }

    @Test
    void another_identity_is_another_signer() throws Exception {
        assertOtherSigner(
                "signed by \"" + IDENTITY + "/evil\", not by " + IDENTITY,
                judged(scene.signer(good().of(uri(IDENTITY + "/evil")))));
    }

    @Test
    void an_identity_in_other_letter_case_is_another_signer() throws Exception {
        String shouted = IDENTITY.replace("acme", "Acme");

        assertOtherSigner(
                "signed by \"" + shouted + "\", not by " + IDENTITY,
                judged(scene.signer(good().of(uri(shouted)))));
    }

    @Test
    void an_identity_beside_another_is_nobodys() throws Exception {
        assertOtherSigner(
                "signed by nobody in particular, not by " + IDENTITY,
                judged(scene.signer(good().of(uri(IDENTITY), email("dev@example.test")))));
    }

    @Test
    void an_identity_that_is_a_host_name_is_nobodys() throws Exception {
        GeneralName host = new GeneralName(GeneralName.dNSName, "example.test");

        assertOtherSigner(
                "signed by nobody in particular, not by example.test",
                KeylessScene.check("example.test", ISSUER, scene.trustedRoot())
                        .bundle(bytes(scene.signer(good().of(host)).bundle(STATEMENT))));
    }

    /** The common name of every certificate of these tests is the trusted identity. */
    @Test
    void an_identity_in_the_common_name_alone_is_nobodys() throws Exception {
        assertOtherSigner(
                "signed by nobody in particular, not by " + IDENTITY,
                judged(scene.signer(good().of())));
    }

    @Test
    void another_issuer_is_another_signer() throws Exception {
        Optional<String> other = Optional.of("https://accounts.example.test");

        assertOtherSigner(
                "its signer was vouched for by \"https://accounts.example.test\", not by " + ISSUER,
                judged(scene.signer(good().vouchedForBy(other, other))));
    }

    @Test
    void a_certificate_without_an_issuer_is_another_signer() throws Exception {
        assertOtherSigner(
                "its signer was vouched for by nobody in particular, not by " + ISSUER,
                judged(scene.signer(good().vouchedForBy(Optional.empty(), Optional.empty()))));
    }

    @Test
    void two_issuers_that_disagree_are_nobody() throws Exception {
        assertOtherSigner(
                "its signer was vouched for by nobody in particular, not by " + ISSUER,
                judged(
                        scene.signer(
                                good().vouchedForBy(
                                                Optional.of(ISSUER),
                                                Optional.of("https://other.test")))));
    }

    @Test
    void a_certificate_for_another_use_is_refused() throws Exception {
        assertOtherSigner(
                "its certificate is not for signing code",
                judged(scene.signer(good().usedFor(KeyPurposeId.id_kp_clientAuth))));
    }

    @Test
    void a_certificate_of_another_authority_is_refused() throws Exception {
        SigningKey key = SigningKey.p256();
        byte[] certificate = new LocalAuthority(scene.certificateLogKey).issue(good(), key);

        assertOtherSigner(NOT_VOUCHED_FOR, judged(new KeylessSigner(key, certificate, scene.log)));
    }

    @Test
    void a_certificate_that_signed_itself_is_refused() throws Exception {
        SigningKey key = SigningKey.p256();
        byte[] certificate = LocalAuthority.selfSigned(good(), key);

        assertOtherSigner(NOT_VOUCHED_FOR, judged(new KeylessSigner(key, certificate, scene.log)));
    }

    @Test
    void a_certificate_that_was_not_logged_is_refused() throws Exception {
        SigningKey key = SigningKey.p256();
        byte[] certificate = scene.authority.issueUnlogged(good(), key);

        assertOtherSigner(NOT_VOUCHED_FOR, judged(new KeylessSigner(key, certificate, scene.log)));
    }

    @Test
    void a_certificate_logged_by_another_key_is_refused() throws Exception {
        SigningKey key = SigningKey.p256();
        byte[] certificate = scene.authority.issue(good(), key, SigningKey.p256());

        assertOtherSigner(NOT_VOUCHED_FOR, judged(new KeylessSigner(key, certificate, scene.log)));
    }

    @Test
    void an_authority_trusted_only_later_does_not_vouch() throws Exception {
        ObjectNode root = scene.trustedRoot();
        ((ObjectNode) root.at("/certificateAuthorities/0/validFor"))
                .put("start", "2026-11-22T12:00:00Z");

        assertOtherSigner(NOT_VOUCHED_FOR, judged(root));
    }

    @Test
    void an_authority_no_longer_trusted_when_it_was_logged_does_not_vouch() throws Exception {
        ObjectNode root = scene.trustedRoot();
        ((ObjectNode) root.at("/certificateAuthorities/0/validFor"))
                .put("end", "2026-11-22T12:00:00Z");

        assertOtherSigner(NOT_VOUCHED_FOR, judged(root));
    }

    @Test
    void a_log_of_certificates_no_longer_trusted_does_not_vouch() throws Exception {
        ObjectNode root = scene.trustedRoot();
        ((ObjectNode) root.at("/ctlogs/0/publicKey/validFor")).put("end", "2026-11-22T11:58:59Z");

        assertOtherSigner(NOT_VOUCHED_FOR, judged(root));
    }

    @Test
    void a_log_that_the_trusted_root_does_not_name_proves_nothing() throws Exception {
        assertOtherSigner(
                NOT_A_TRUSTED_LOG, judged(scene.authority.trustedRoot(SigningKey.p256())));
    }

    @Test
    void a_log_trusted_only_later_proves_nothing() throws Exception {
        ObjectNode root = scene.trustedRoot();
        ((ObjectNode) root.at("/tlogs/0/publicKey/validFor")).put("start", "2026-11-22T12:00:06Z");

        assertOtherSigner(NOT_A_TRUSTED_LOG, judged(root));
    }

    @Test
    void a_log_no_longer_trusted_proves_nothing() throws Exception {
        ObjectNode root = scene.trustedRoot();
        ((ObjectNode) root.at("/tlogs/0/publicKey/validFor")).put("end", "2026-11-22T12:00:04Z");

        assertOtherSigner(NOT_A_TRUSTED_LOG, judged(root));
    }

    @Test
    void the_last_moment_of_a_log_still_proves() throws Exception {
        ObjectNode root = scene.trustedRoot();
        ((ObjectNode) root.at("/tlogs/0/publicKey/validFor")).put("end", "2026-11-22T12:00:05Z");

        assertSigned(STATEMENT, judged(root));
    }

    @Test
    void what_was_logged_after_the_certificate_expired_is_refused() throws Exception {
        assertOtherSigner(
                "it was logged at 2026-11-22T12:09:01Z, and its certificate is valid from"
                        + " 2026-11-22T11:59:00Z to 2026-11-22T12:09:00Z",
                logged(good().until().plusSeconds(1)));
    }

    @Test
    void what_was_logged_before_the_certificate_was_valid_is_refused() throws Exception {
        assertOtherSigner(
                "it was logged at 2026-11-22T11:58:59Z, and its certificate is valid from"
                        + " 2026-11-22T11:59:00Z to 2026-11-22T12:09:00Z",
                logged(LeafRequest.FROM.minusSeconds(1)));
    }

    @Test
    void the_first_and_the_last_moment_of_a_certificate_are_its_own() throws Exception {
        assertSigned(STATEMENT, logged(LeafRequest.FROM));
        assertSigned(STATEMENT, logged(good().until()));
    }

    @Test
    void another_payload_than_the_signed_one_is_refused() throws Exception {
        ObjectNode bundle = scene.goodSigner().bundle(STATEMENT);
        ((ObjectNode) bundle.path("dsseEnvelope")).put("payload", LocalLog.base64(new byte[] {1}));

        assertOtherSigner(
                "not a signature by its certificate's key over its payload", judged(bundle));
    }

    @Test
    void a_signature_over_bytes_that_only_look_the_same_is_refused() throws Exception {
        KeylessSigner signer = scene.goodSigner();
        byte[] broken = {'{', (byte) 0xff, '}'};
        byte[] replaced =
                new String(broken, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);

        ObjectNode bundle = signer.bundle(replaced);
        ((ObjectNode) bundle.path("dsseEnvelope")).put("payload", LocalLog.base64(broken));

        assertOtherSigner(
                "not a signature by its certificate's key over its payload", judged(bundle));
    }

    @Test
    void a_promise_of_the_log_for_another_time_is_refused() throws Exception {
        ObjectNode bundle = scene.goodSigner().bundle(STATEMENT);
        entry(bundle)
                .put("integratedTime", Long.toString(KeylessSigner.LOGGED.getEpochSecond() + 1));

        assertOtherSigner(NOT_OF_THE_LOG, judged(bundle));
    }

    @Test
    void a_promise_by_another_key_is_refused() throws Exception {
        ObjectNode bundle = scene.goodSigner().bundle(STATEMENT);
        ((ObjectNode) entry(bundle).path("inclusionPromise"))
                .put("signedEntryTimestamp", LocalLog.base64(SigningKey.p256().sign(STATEMENT)));

        assertOtherSigner(NOT_OF_THE_LOG, judged(bundle));
    }

    @Test
    void a_proof_that_leads_elsewhere_is_refused() throws Exception {
        ObjectNode bundle = scene.goodSigner().bundle(STATEMENT);
        ((ArrayNode) entry(bundle).at("/inclusionProof/hashes"))
                .set(0, LocalLog.base64(LocalLog.hash(STATEMENT)));

        assertOtherSigner(NOT_OF_THE_LOG, judged(bundle));
    }

    @Test
    void a_proof_for_a_tree_of_another_size_than_the_checkpoint_is_refused() throws Exception {
        ObjectNode bundle = scene.goodSigner().bundle(STATEMENT);
        ((ObjectNode) entry(bundle).path("inclusionProof")).put("treeSize", "3");

        assertOtherSigner(NOT_OF_THE_LOG, judged(bundle));
    }

    @Test
    void a_checkpoint_by_another_key_is_refused() throws Exception {
        KeylessSigner signer = scene.goodSigner();
        ObjectNode bundle = signer.bundle(STATEMENT);
        KeylessSigner elsewhere =
                new KeylessSigner(
                        signer.key(), signer.certificate(), new LocalLog(SigningKey.p256()));
        ((ObjectNode) entry(bundle).path("inclusionProof"))
                .set(
                        "checkpoint",
                        entry(elsewhere.bundle(STATEMENT)).at("/inclusionProof/checkpoint"));

        assertOtherSigner(NOT_OF_THE_LOG, judged(bundle));
    }

    @Test
    void a_checkpoint_that_cannot_be_read_is_refused() throws Exception {
        ObjectNode bundle = scene.goodSigner().bundle(STATEMENT);
        ((ObjectNode) entry(bundle).at("/inclusionProof/checkpoint")).put("envelope", "\n\n%\n");

        assertOtherSigner(NOT_OF_THE_LOG, judged(bundle));
    }

    @Test
    void an_entry_about_another_payload_is_refused() throws Exception {
        KeylessSigner signer = scene.goodSigner();
        byte[] signature = signer.sign(STATEMENT);

        assertOtherSigner(
                "its log entry is about another payload",
                loggedAs(
                        signer,
                        signature,
                        KeylessSigner.envelopeBody(
                                new byte[] {1}, signature, signer.certificate())));
    }

    @Test
    void an_entry_about_another_signature_is_refused() throws Exception {
        KeylessSigner signer = scene.goodSigner();

        assertOtherSigner(
                "its log entry is about another signature",
                loggedAs(
                        signer,
                        signer.sign(STATEMENT),
                        KeylessSigner.envelopeBody(
                                STATEMENT, signer.sign(STATEMENT), signer.certificate())));
    }

    @Test
    void an_entry_about_another_certificate_is_refused() throws Exception {
        KeylessSigner signer = scene.goodSigner();
        byte[] signature = signer.sign(STATEMENT);

        assertOtherSigner(
                "its log entry is about another certificate",
                loggedAs(
                        signer,
                        signature,
                        KeylessSigner.envelopeBody(
                                STATEMENT, signature, scene.goodSigner().certificate())));
    }

    @Test
    void an_entry_about_two_signatures_is_refused() throws Exception {
        KeylessSigner signer = scene.goodSigner();
        byte[] signature = signer.sign(STATEMENT);
        ObjectNode body =
                StrictJson.object(
                        KeylessSigner.envelopeBody(STATEMENT, signature, signer.certificate()));
        ArrayNode signatures = (ArrayNode) body.at("/spec/signatures");
        signatures.add(signatures.path(0).deepCopy());

        assertOtherSigner(
                "its log entry has 2 signatures, not one",
                loggedAs(signer, signature, bytes(body)));
    }

    @Test
    void an_entry_of_another_kind_than_it_says_is_not_verifiable() throws Exception {
        KeylessSigner signer = scene.goodSigner();
        byte[] signature = signer.sign(STATEMENT);

        assertNotVerifiable(
                "its log entry is a \"hashedrekord 0.0.1\", and only dsse 0.0.1",
                loggedAs(
                        signer,
                        signature,
                        KeylessSigner.payloadBody(STATEMENT, signature, signer.certificate())));
    }

    @Test
    void an_entry_that_does_not_use_sha_256_is_not_verifiable() throws Exception {
        KeylessSigner signer = scene.goodSigner();
        byte[] signature = signer.sign(STATEMENT);
        ObjectNode body =
                StrictJson.object(
                        KeylessSigner.envelopeBody(STATEMENT, signature, signer.certificate()));
        ((ObjectNode) body.at("/spec/payloadHash")).put("algorithm", "sha512");

        assertNotVerifiable("does not use SHA-256", loggedAs(signer, signature, bytes(body)));
    }

    @Test
    void a_bundle_without_a_log_entry_is_refused() throws Exception {
        KeylessSigner signer = scene.goodSigner();

        assertOtherSigner(
                "it has 0 log entries, not one",
                judged(signer.bundle(STATEMENT, signer.sign(STATEMENT))));
    }

    @Test
    void a_bundle_with_two_log_entries_is_refused() throws Exception {
        KeylessSigner signer = scene.goodSigner();
        ObjectNode bundle = signer.bundle(STATEMENT);
        ArrayNode entries = (ArrayNode) bundle.at("/verificationMaterial/tlogEntries");
        entries.add(entries.path(0).deepCopy());

        assertOtherSigner("it has 2 log entries, not one", judged(bundle));
    }

    @Test
    void an_anchor_that_was_never_found_usable_is_a_bug() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new KeylessCheck(
                                new TrustedIdentity(
                                        IDENTITY, ISSUER, Sha256.of(STATEMENT), STATEMENT),
                                new RecentProofs()));
    }

    private static SignerCheck.Outcome judged(KeylessSigner signer) throws Exception {
        return judged(signer.bundle(STATEMENT));
    }

    private static SignerCheck.Outcome judged(ObjectNode bundleOrRoot) throws Exception {
        return bundleOrRoot.has("tlogs")
                ? KeylessScene.check(bundleOrRoot)
                        .bundle(bytes(scene.goodSigner().bundle(STATEMENT)))
                : scene.check().bundle(bytes(bundleOrRoot));
    }

    private static SignerCheck.Outcome logged(Instant time) throws Exception {
        KeylessSigner signer = scene.goodSigner();
        byte[] signature = signer.sign(STATEMENT);
        byte[] body = KeylessSigner.envelopeBody(STATEMENT, signature, signer.certificate());
        return judged(signer.bundle(STATEMENT, signature, scene.log.entry(body, "dsse", time)));
    }

    private static SignerCheck.Outcome loggedAs(KeylessSigner signer, byte[] signature, byte[] body)
            throws Exception {
        return judged(
                signer.bundle(
                        STATEMENT, signature, scene.log.entry(body, "dsse", KeylessSigner.LOGGED)));
    }

    private static ObjectNode entry(ObjectNode bundle) {
        return (ObjectNode) bundle.at("/verificationMaterial/tlogEntries/0");
    }
}
