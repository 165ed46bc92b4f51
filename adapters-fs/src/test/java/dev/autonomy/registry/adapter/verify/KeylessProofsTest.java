package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.TrustedIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an identity's signature proves is computed once, and only ever for what was proven. */
class KeylessProofsTest {

    private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.UTF_8);

    private static KeylessScene scene;
    private final CountingProofs proofs = new CountingProofs();

    @BeforeAll
    static void build_a_public_key_infrastructure() throws Exception {
        scene = new KeylessScene();
    }

    @Test
    void what_an_identity_signed_is_computed_once() throws Exception {
        TrustedIdentity identity = KeylessScene.identity(scene.trustedRoot());
        byte[] bundle = KeylessScene.bytes(scene.goodSigner().bundle(KeylessScene.STATEMENT));

        assertSigned(new KeylessCheck(identity, proofs).bundle(bundle));
        int once = proofs.computed();
        assertSigned(new KeylessCheck(identity, proofs).bundle(bundle));

        assertEquals(once, proofs.computed());
    }

    @Test
    void what_an_identity_signed_in_the_older_format_is_computed_once() throws Exception {
        TrustedIdentity identity = KeylessScene.identity(scene.trustedRoot());
        KeylessSigner signer = scene.goodSigner();
        byte[] signature = signer.key().sign(PAYLOAD);
        Map<String, String> annotations = signer.annotations(PAYLOAD, signature);

        assertSigned(new KeylessCheck(identity, proofs).legacy(PAYLOAD, signature, annotations));
        int once = proofs.computed();
        assertSigned(new KeylessCheck(identity, proofs).legacy(PAYLOAD, signature, annotations));

        assertEquals(once, proofs.computed());
    }

    @Test
    void a_certificate_that_one_trusted_root_vouches_for_proves_nothing_to_another()
            throws Exception {
        ObjectNode otherAuthorities = scene.trustedRoot();
        otherAuthorities.set(
                "certificateAuthorities",
                new KeylessScene().trustedRoot().get("certificateAuthorities"));

        assertSignedToOneAndNotTo(otherAuthorities);
    }

    @Test
    void an_entry_that_one_trusted_root_s_log_has_proves_nothing_to_another() throws Exception {
        ObjectNode otherKeyOfTheLog = scene.trustedRoot();
        ((ObjectNode) otherKeyOfTheLog.at("/tlogs/0"))
                .set("publicKey", new KeylessScene().trustedRoot().at("/tlogs/0/publicKey"));

        assertSignedToOneAndNotTo(otherKeyOfTheLog);
    }

    @Test
    void a_certificate_beside_one_that_is_vouched_for_is_looked_at_itself() throws Exception {
        SigningKey key = SigningKey.p256();
        KeylessSigner vouchedForElsewhere =
                new KeylessSigner(
                        key,
                        new KeylessScene().authority.issue(LeafRequest.good(), key),
                        scene.log);

        assertSignedAndNot(
                vouchedForElsewhere.bundle(KeylessScene.STATEMENT),
                scene.goodSigner().bundle(KeylessScene.STATEMENT));
    }

    @Test
    void a_certificate_is_vouched_for_at_the_time_it_was_logged_and_at_no_other() throws Exception {
        KeylessSigner signer = scene.goodSigner();
        KeylessCheck check = new KeylessCheck(KeylessScene.identity(scene.trustedRoot()), proofs);
        byte[] signature = signer.sign(KeylessScene.STATEMENT);
        ObjectNode loggedTooEarly =
                signer.bundle(
                        KeylessScene.STATEMENT,
                        signature,
                        scene.log.entry(
                                KeylessSigner.envelopeBody(
                                        KeylessScene.STATEMENT, signature, signer.certificate()),
                                "dsse",
                                LocalAuthority.START.minusSeconds(1)));

        assertSigned(check.bundle(KeylessScene.bytes(signer.bundle(KeylessScene.STATEMENT))));
        KeylessScene.assertOtherSigner(
                "its certificate is not one that the trusted root vouches for and that was logged",
                check.bundle(KeylessScene.bytes(loggedTooEarly)));
    }

    @Test
    void an_entry_beside_one_that_is_logged_is_looked_at_itself() throws Exception {
        ObjectNode good = scene.goodSigner().bundle(KeylessScene.STATEMENT);
        ObjectNode promisedOtherwise = good.deepCopy();
        ((ObjectNode) promisedOtherwise.at("/verificationMaterial/tlogEntries/0/inclusionPromise"))
                .put("signedEntryTimestamp", LocalLog.base64(PAYLOAD));

        assertSignedAndNot(promisedOtherwise, good);
    }

    @Test
    void what_one_identity_signed_is_not_signed_by_another() throws Exception {
        byte[] bundle = KeylessScene.bytes(scene.goodSigner().bundle(KeylessScene.STATEMENT));

        assertSigned(
                new KeylessCheck(KeylessScene.identity(scene.trustedRoot()), proofs)
                        .bundle(bundle));

        assertOtherSigner(
                new KeylessCheck(
                                KeylessScene.identity(
                                        "somebody@example.com",
                                        LeafRequest.ISSUER,
                                        scene.trustedRoot()),
                                proofs)
                        .bundle(bundle));
    }

    private void assertSignedToOneAndNotTo(ObjectNode otherRoot) throws Exception {
        byte[] bundle = KeylessScene.bytes(scene.goodSigner().bundle(KeylessScene.STATEMENT));

        assertSigned(
                new KeylessCheck(KeylessScene.identity(scene.trustedRoot()), proofs)
                        .bundle(bundle));
        assertOtherSigner(
                new KeylessCheck(KeylessScene.identity(otherRoot), proofs).bundle(bundle));
    }

    private void assertSignedAndNot(ObjectNode otherBundle, ObjectNode bundle) {
        KeylessCheck check = new KeylessCheck(KeylessScene.identity(scene.trustedRoot()), proofs);

        assertSigned(check.bundle(KeylessScene.bytes(bundle)));
        assertOtherSigner(check.bundle(KeylessScene.bytes(otherBundle)));
    }

    private static void assertSigned(SignerCheck.Outcome outcome) {
        assertInstanceOf(SignerCheck.Outcome.Signed.class, outcome);
    }

    private static void assertOtherSigner(SignerCheck.Outcome outcome) {
        assertInstanceOf(SignerCheck.Outcome.OtherSigner.class, outcome);
    }
}
