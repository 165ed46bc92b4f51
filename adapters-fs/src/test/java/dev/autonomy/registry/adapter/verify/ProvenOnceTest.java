package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.BundleScene.IMAGE;
import static dev.autonomy.registry.adapter.verify.BundleScene.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustedIdentity;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a signature proves is computed once, and only ever for what was proven. */
class ProvenOnceTest {

    private static final SigningKey OTHERS = SigningKey.p256();
    private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SIGNATURE = OURS.sign(PAYLOAD);

    private final List<Proof> computed = new ArrayList<>();
    private final Proofs recent = new RecentProofs();
    private final Proofs proofs =
            (proof, computation) ->
                    recent.hold(
                            proof,
                            () -> {
                                computed.add(proof);
                                return computation.getAsBoolean();
                            });

    @Test
    void a_bundle_that_is_verified_again_where_it_arrived_is_computed_once() throws Exception {
        Scene scene =
                BundleScene.withSidecars(
                                Manifests.sidecar(Manifests.LOCK, BundleScene.LOCK),
                                Manifests.sidecar(Manifests.POLICY, BundleScene.POLICY))
                        .verifier(new CosignVerifier(proofs));

        assertEquals(Verdict.VERIFIED, scene.verifyBundle().verdict());
        assertEquals(Verdict.VERIFIED, scene.verifyBundle().verdict());

        assertEquals(3, computed.size());
    }

    @Test
    void a_signature_in_the_newer_format_is_computed_once() throws Exception {
        CosignVerifier verifier = new CosignVerifier(proofs);
        Artifact bundle = BundleJson.good(OURS, IMAGE.digest());

        for (int i = 0; i < 2; i++) {
            assertEquals(
                    Verdict.VERIFIED_IMAGE_ONLY,
                    new Scene(OURS)
                            .verifier(verifier)
                            .with(BundlePart.IMAGE, IMAGE)
                            .referredBy(bundle)
                            .verifyImage()
                            .verdict());
        }

        assertEquals(1, computed.size());
    }

    @Test
    void the_same_signature_over_other_bytes_is_verified_anew() {
        assertSigned(legacy(OURS.trusted(), PAYLOAD, SIGNATURE));

        assertOtherSigner(
                legacy(OURS.trusted(), "other".getBytes(StandardCharsets.UTF_8), SIGNATURE));
    }

    @Test
    void the_same_signature_by_another_key_is_verified_anew() {
        assertSigned(legacy(OURS.trusted(), PAYLOAD, SIGNATURE));

        assertOtherSigner(legacy(OTHERS.trusted(), PAYLOAD, SIGNATURE));
    }

    @Test
    void another_key_that_claims_the_same_fingerprint_is_verified_anew() {
        assertSigned(legacy(OURS.trusted(), PAYLOAD, SIGNATURE));

        assertOtherSigner(
                legacy(
                        new TrustedKey(
                                OTHERS.trusted().type(),
                                OURS.trusted().fingerprint(),
                                OTHERS.spki()),
                        PAYLOAD,
                        SIGNATURE));
    }

    @Test
    void the_same_key_as_one_of_another_kind_is_verified_anew() {
        assertSigned(legacy(OURS.trusted(), PAYLOAD, SIGNATURE));

        assertOtherSigner(
                legacy(
                        new TrustedKey("RSA 2048", OURS.trusted().fingerprint(), OURS.spki()),
                        PAYLOAD,
                        SIGNATURE));
    }

    @Test
    void another_signature_over_the_same_bytes_is_verified_anew() {
        byte[] changed = SIGNATURE.clone();
        changed[changed.length - 1] ^= 1;
        assertSigned(legacy(OURS.trusted(), PAYLOAD, SIGNATURE));

        assertOtherSigner(legacy(OURS.trusted(), PAYLOAD, changed));
    }

    @Test
    void a_signature_that_was_proven_still_grows_old() throws Exception {
        CosignVerifier verifier = new CosignVerifier(proofs);
        Artifact stale =
                Manifests.signatures(
                        SignatureLayer.signedAt(OURS, IMAGE.digest(), "2025-01-01T00:00:00Z"));
        Scene scene = new Scene(OURS).verifier(verifier).with(BundlePart.IMAGE, IMAGE, stale);

        assertEquals(
                Verdict.VERIFIED_IMAGE_ONLY,
                scene.freshness(new Freshness.Unchecked()).verifyImage().verdict());
        assertEquals(Verdict.STALE, scene.freshness(Scene.A_MONTH).verifyImage().verdict());
    }

    @Test
    void what_an_identity_signed_is_computed_once() throws Exception {
        KeylessScene scene = new KeylessScene();
        TrustedIdentity identity = KeylessScene.identity(scene.trustedRoot());
        byte[] bundle = KeylessScene.bytes(scene.goodSigner().bundle(KeylessScene.STATEMENT));

        assertSigned(new KeylessCheck(identity, proofs).bundle(bundle));
        int once = computed.size();
        assertSigned(new KeylessCheck(identity, proofs).bundle(bundle));

        assertEquals(once, computed.size());
    }

    @Test
    void what_an_identity_signed_in_the_older_format_is_computed_once() throws Exception {
        KeylessScene scene = new KeylessScene();
        TrustedIdentity identity = KeylessScene.identity(scene.trustedRoot());
        KeylessSigner signer = scene.goodSigner();
        byte[] signature = signer.key().sign(PAYLOAD);
        Map<String, String> annotations = signer.annotations(PAYLOAD, signature);

        assertSigned(new KeylessCheck(identity, proofs).legacy(PAYLOAD, signature, annotations));
        int once = computed.size();
        assertSigned(new KeylessCheck(identity, proofs).legacy(PAYLOAD, signature, annotations));

        assertEquals(once, computed.size());
    }

    @Test
    void what_one_trusted_root_vouches_for_proves_nothing_to_another() throws Exception {
        KeylessScene scene = new KeylessScene();
        byte[] bundle = KeylessScene.bytes(scene.goodSigner().bundle(KeylessScene.STATEMENT));
        TrustedIdentity elsewhere = KeylessScene.identity(new KeylessScene().trustedRoot());

        assertSigned(
                new KeylessCheck(KeylessScene.identity(scene.trustedRoot()), proofs)
                        .bundle(bundle));

        assertOtherSigner(new KeylessCheck(elsewhere, proofs).bundle(bundle));
    }

    @Test
    void what_one_identity_signed_is_not_signed_by_another() throws Exception {
        KeylessScene scene = new KeylessScene();
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

    private SignerCheck.Outcome legacy(TrustedKey key, byte[] payload, byte[] signature) {
        return new KeyCheck(key, proofs).legacy(payload, signature, Map.of());
    }

    private static void assertSigned(SignerCheck.Outcome outcome) {
        assertInstanceOf(SignerCheck.Outcome.Signed.class, outcome);
    }

    private static void assertOtherSigner(SignerCheck.Outcome outcome) {
        assertInstanceOf(SignerCheck.Outcome.OtherSigner.class, outcome);
    }
}
