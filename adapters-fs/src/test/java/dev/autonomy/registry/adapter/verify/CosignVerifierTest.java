package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.BundleScene.IMAGE;
import static dev.autonomy.registry.adapter.verify.BundleScene.LOCK;
import static dev.autonomy.registry.adapter.verify.BundleScene.OTHER_IMAGE;
import static dev.autonomy.registry.adapter.verify.BundleScene.OURS;
import static dev.autonomy.registry.adapter.verify.BundleScene.POLICY;
import static dev.autonomy.registry.adapter.verify.BundleScene.POLICY_DIGEST;
import static dev.autonomy.registry.adapter.verify.BundleScene.scene;
import static dev.autonomy.registry.adapter.verify.BundleScene.signed;
import static dev.autonomy.registry.adapter.verify.BundleScene.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CosignVerifierTest {

    private static final Digest ZEROS = new Digest("0".repeat(64));

    @Test
    void a_whole_bundle_is_verified_in_four_steps() throws Exception {
        VerificationReport report = verify(LOCK, POLICY);

        assertEquals(Verdict.VERIFIED, report.verdict());
        assertEquals(
                List.of(
                        "signatures image",
                        "signatures lock",
                        "signatures policy",
                        "digests image",
                        "digests lock",
                        "digests policy",
                        "fingerprint lock",
                        "semver policy"),
                report.findings().stream()
                        .map(finding -> finding.step().label() + " " + finding.subject())
                        .toList());
        assertTrue(
                report.findings().stream()
                        .allMatch(finding -> finding.outcome().label().equals("pass")));
        assertEquals(
                List.of(BundlePart.IMAGE, BundlePart.LOCK, BundlePart.POLICY),
                report.accepted().stream().map(AcceptedSignature::part).toList());
    }

    @Test
    void an_image_alone_is_verified_and_the_rest_is_skipped_aloud() throws Exception {
        VerificationReport report = scene().verifyImage();

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, report.verdict());
        Scene.assertPassed(report, VerificationStep.SIGNATURES, "image");
        Scene.assertPassed(report, VerificationStep.DIGESTS, "image");
        Scene.assertSkipped(report, VerificationStep.DIGESTS, "lock");
        Scene.assertSkipped(report, VerificationStep.DIGESTS, "policy");
        Scene.assertSkipped(report, VerificationStep.FINGERPRINT, "lock");
        Scene.assertSkipped(report, VerificationStep.SEMVER, "policy");
        assertEquals(
                "The lock was not asked for.",
                Scene.finding(report, VerificationStep.FINGERPRINT, "lock").message());
        assertEquals(
                "Lock and policy were not both asked for.",
                Scene.finding(report, VerificationStep.SEMVER, "policy").message());
    }

    @Test
    void sidecars_that_were_asked_for_and_are_not_there_are_incomplete_never_skipped()
            throws Exception {
        VerificationReport report = scene().verifyBundle();

        assertEquals(Verdict.INCOMPLETE, report.verdict());
        Scene.assertFailed(Verdict.INCOMPLETE, report, VerificationStep.DIGESTS, "lock");
        Scene.assertFailed(Verdict.INCOMPLETE, report, VerificationStep.DIGESTS, "policy");
        Scene.assertFailed(Verdict.INCOMPLETE, report, VerificationStep.FINGERPRINT, "lock");
        Scene.assertFailed(Verdict.INCOMPLETE, report, VerificationStep.SEMVER, "policy");
    }

    @Test
    void a_question_without_an_image_is_a_bug() {
        assertThrows(IllegalArgumentException.class, () -> new Scene(OURS).verifyImage());
    }

    @Test
    void lock_and_policy_need_signatures_of_their_own() throws Exception {
        Artifact lock = Manifests.sidecar(Manifests.LOCK, LOCK);
        Artifact policy = Manifests.sidecar(Manifests.POLICY, POLICY);

        VerificationReport report =
                scene().with(BundlePart.LOCK, lock, signed(policy))
                        .with(BundlePart.POLICY, policy)
                        .verifyBundle();

        Scene.assertPassed(report, VerificationStep.SIGNATURES, "image");
        Scene.assertFailed(Verdict.TAMPERED, report, VerificationStep.SIGNATURES, "lock");
        Scene.assertFailed(Verdict.NEVER_SIGNED, report, VerificationStep.SIGNATURES, "policy");
        assertEquals(Verdict.TAMPERED, report.verdict());
    }

    @Test
    void only_the_image_s_signature_has_an_age() throws Exception {
        Artifact lock = Manifests.sidecar(Manifests.LOCK, LOCK);
        Artifact policy = Manifests.sidecar(Manifests.POLICY, POLICY);

        VerificationReport report =
                scene().with(
                                BundlePart.LOCK,
                                lock,
                                Manifests.signatures(
                                        SignatureLayer.of(
                                                OURS,
                                                SignatureLayer.payload(lock.digest(), "null"))))
                        .with(
                                BundlePart.POLICY,
                                policy,
                                Manifests.signatures(
                                        SignatureLayer.signedAt(
                                                OURS, policy.digest(), "2020-01-01T00:00:00Z")))
                        .verifyBundle();

        assertEquals(Verdict.VERIFIED, report.verdict());
    }

    @Test
    void a_first_failure_does_not_hide_the_others() throws Exception {
        byte[] lock =
                Lock.with(
                        Lock.body(OTHER_IMAGE.digest().toString(), "v2.0.0", ZEROS.toString()),
                        "blake3:" + ZEROS.hex());

        VerificationReport report = verify(lock, POLICY);

        Scene.assertFailed(Verdict.TAMPERED, report, VerificationStep.DIGESTS, "lock");
        Scene.assertFailed(Verdict.TAMPERED, report, VerificationStep.DIGESTS, "policy");
        Scene.assertFailed(Verdict.TAMPERED, report, VerificationStep.FINGERPRINT, "lock");
        Scene.assertFailed(Verdict.INCOMPATIBLE, report, VerificationStep.SEMVER, "policy");
        assertEquals(Verdict.TAMPERED, report.verdict());
    }

    @Test
    void a_changed_image_is_tampered() throws Exception {
        VerificationReport report =
                withImageAnswering(
                        new Obstacle.Contradiction(
                                Attempt.locally("reading"), "sha256:pinned", "sha256:served"));

        Finding finding = Scene.finding(report, VerificationStep.DIGESTS, "image");
        assertEquals(Optional.of("sha256:pinned"), finding.expected());
        assertEquals(Optional.of("sha256:served"), finding.found());
        assertEquals(Verdict.TAMPERED, report.verdict());
    }

    @Test
    void an_image_that_is_gone_or_unreadable_is_said_to_be() throws Exception {
        Attempt reading = Attempt.locally("reading");

        assertEquals(
                Verdict.INCOMPLETE,
                withImageAnswering(new Obstacle.NotFound(reading, "404")).verdict());
        assertEquals(
                Verdict.MALFORMED,
                withImageAnswering(new Obstacle.Malformed(reading, "no JSON")).verdict());
        assertEquals(
                Verdict.MALFORMED,
                withImageAnswering(new Obstacle.Unsupported(reading, "schema 1")).verdict());
    }

    @Test
    void the_report_says_what_the_lock_calls_the_image() throws Exception {
        assertEquals(
                Optional.of("registry.upstream.example.com/robot-behavior:v1"),
                verify(LOCK, POLICY).artifactReference());
        assertEquals(Optional.empty(), scene().verifyImage().artifactReference());
    }

    @Test
    void a_name_that_is_no_reference_is_made_fit_to_be_shown() throws Exception {
        String body =
                Lock.body(IMAGE.digest().toString(), "v1.2.0", POLICY_DIGEST.toString())
                        .replace(
                                "registry.upstream.example.com/robot-behavior:v1",
                                "robots\\u001b[2J");

        assertEquals(
                Optional.of("\"robots?[2J\""),
                verify(Lock.fingerprinted(body), POLICY).artifactReference());
    }

    @Test
    void a_lock_that_names_no_artifact_or_cannot_be_read_gives_no_name() throws Exception {
        String body = Lock.body(IMAGE.digest().toString(), "v1.2.0", POLICY_DIGEST.toString());
        byte[] unnamed = Lock.fingerprinted(body.replace("{\"ref\"", "{\"name\""));

        assertEquals(Optional.empty(), verify(unnamed, POLICY).artifactReference());
        assertEquals(Optional.empty(), verify(new byte[0], POLICY).artifactReference());
    }

    @Test
    void the_key_is_loaded_from_its_file(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("cosign.pub"), OURS.pem());

        TrustAnchor loaded =
                new CosignVerifier()
                        .load(new TrustPolicy.ByKey(file.toString(), new Freshness.Unchecked()));

        assertEquals(
                OURS.trusted().fingerprint(),
                assertInstanceOf(TrustedKey.class, loaded).fingerprint());
    }

    private static VerificationReport withImageAnswering(Obstacle obstacle) throws Exception {
        Scene scene = scene();
        scene.registries()
                .before(
                        request -> {
                            if (request.startsWith("manifest")) {
                                throw obstacle;
                            }
                        });
        return scene.verifyImage();
    }
}
