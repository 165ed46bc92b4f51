package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.BundleScene.IMAGE;
import static dev.autonomy.registry.adapter.verify.BundleScene.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a signature proves is computed once, and only ever for what was proven. */
class ProvenOnceTest {

    private static final SigningKey OTHERS = SigningKey.p256();
    private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SIGNATURE = OURS.sign(PAYLOAD);

    private final CountingProofs proofs = new CountingProofs();

    @Test
    void a_bundle_that_is_verified_again_where_it_arrived_is_computed_once() throws Exception {
        Scene scene =
                BundleScene.withSidecars(BundleScene.LOCK_SIDECAR, BundleScene.POLICY_SIDECAR)
                        .verifier(new CosignVerifier(proofs));

        assertEquals(Verdict.VERIFIED, scene.verifyBundle().verdict());
        assertEquals(Verdict.VERIFIED, scene.verifyBundle().verdict());

        assertEquals(3, proofs.computed());
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

        assertEquals(1, proofs.computed());
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
