package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.BundleScene.IMAGE;
import static dev.autonomy.registry.adapter.verify.BundleScene.LOCK;
import static dev.autonomy.registry.adapter.verify.BundleScene.OTHER_IMAGE;
import static dev.autonomy.registry.adapter.verify.BundleScene.POLICY;
import static dev.autonomy.registry.adapter.verify.BundleScene.verify;
import static dev.autonomy.registry.adapter.verify.BundleScene.withBlobAnswering;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which artifacts are a lock and a policy, and how large they may be. */
class SidecarsTest {

    @Test
    void a_genuine_policy_in_the_lock_s_place_is_malformed() throws Exception {
        VerificationReport report =
                verify(
                        Manifests.sidecar(Manifests.POLICY, POLICY),
                        Manifests.sidecar(Manifests.LOCK, LOCK));

        Scene.assertPassed(report, VerificationStep.SIGNATURES, "lock");
        Scene.assertPassed(report, VerificationStep.SIGNATURES, "policy");
        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "lock");
        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "policy");
        assertEquals(Verdict.MALFORMED, report.verdict());
    }

    @Test
    void a_sidecar_that_calls_itself_the_other_is_malformed() throws Exception {
        VerificationReport report =
                verify(
                        Manifests.sidecar(Optional.of(Manifests.POLICY), Manifests.LOCK, LOCK),
                        Manifests.sidecar(Optional.of(Manifests.LOCK), Manifests.POLICY, POLICY));

        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "lock");
        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "policy");
    }

    @Test
    void a_sidecar_without_an_artifact_type_or_with_a_neutral_one_is_fine() throws Exception {
        VerificationReport report =
                verify(
                        Manifests.sidecar(Optional.empty(), Manifests.LOCK, LOCK),
                        Manifests.sidecar(
                                Optional.of("application/vnd.unknown.artifact.v1"),
                                Manifests.POLICY,
                                POLICY));

        assertEquals(Verdict.VERIFIED, report.verdict());
    }

    @Test
    void a_layer_of_another_type_is_no_sidecar_whatever_its_content() throws Exception {
        VerificationReport report =
                verify(
                        Manifests.sidecar(Optional.empty(), "application/json", LOCK),
                        Manifests.sidecar(Optional.empty(), "application/gzip", POLICY));

        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "lock");
        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "policy");
    }

    @Test
    void an_image_or_an_index_in_the_lock_s_place_is_malformed() throws Exception {
        for (Artifact other : List.of(OTHER_IMAGE, IMAGE)) {
            VerificationReport report = verify(other, Manifests.sidecar(Manifests.POLICY, POLICY));

            Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "lock");
        }
    }

    @Test
    void a_sidecar_has_exactly_one_layer() throws Exception {
        VerificationReport report =
                verify(
                        Manifests.sidecar(
                                Manifests.LOCK, LOCK, "{}".getBytes(StandardCharsets.UTF_8)),
                        Manifests.sidecar(Manifests.POLICY));

        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "lock");
        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "policy");
    }

    @Test
    void a_lock_has_at_most_a_mebibyte() throws Exception {
        byte[] full = Arrays.copyOf(LOCK, 1 << 20);
        Arrays.fill(full, LOCK.length, full.length, (byte) ' ');
        byte[] tooMuch = Arrays.copyOf(full, full.length + 1);
        tooMuch[full.length] = ' ';

        assertEquals(Verdict.VERIFIED, verify(full, POLICY).verdict());
        Scene.assertFailed(
                Verdict.MALFORMED, verify(tooMuch, POLICY), VerificationStep.FINGERPRINT, "lock");
    }

    @Test
    void a_policy_over_64_mebibytes_is_malformed_before_it_is_read() throws Exception {
        byte[] tooMuch = new byte[(64 << 20) + 1];

        VerificationReport report =
                verify(Lock.of(IMAGE.digest(), "v1.2.0", Artifact.sha256(tooMuch)), tooMuch);

        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "policy");
        assertTrue(
                Scene.finding(report, VerificationStep.DIGESTS, "policy")
                        .message()
                        .contains("67108865 bytes"));
    }

    @Test
    void a_sidecar_s_layer_that_was_changed_or_is_gone_is_said_to_be() throws Exception {
        Attempt reading = Attempt.locally("reading");

        VerificationReport changed =
                withBlobAnswering(LOCK, new Obstacle.Contradiction(reading, "a", "b"));
        VerificationReport gone = withBlobAnswering(POLICY, new Obstacle.NotFound(reading, "404"));

        Scene.assertFailed(Verdict.TAMPERED, changed, VerificationStep.FINGERPRINT, "lock");
        Scene.assertFailed(Verdict.TAMPERED, changed, VerificationStep.SEMVER, "policy");
        Scene.assertFailed(Verdict.INCOMPLETE, gone, VerificationStep.DIGESTS, "policy");
        assertEquals(Verdict.TAMPERED, changed.verdict());
        assertEquals(Verdict.INCOMPLETE, gone.verdict());
    }
}
