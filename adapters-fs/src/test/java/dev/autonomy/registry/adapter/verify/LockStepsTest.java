package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.BundleScene.IMAGE;
import static dev.autonomy.registry.adapter.verify.BundleScene.LOCK;
import static dev.autonomy.registry.adapter.verify.BundleScene.OTHER_IMAGE;
import static dev.autonomy.registry.adapter.verify.BundleScene.POLICY;
import static dev.autonomy.registry.adapter.verify.BundleScene.POLICY_DIGEST;
import static dev.autonomy.registry.adapter.verify.BundleScene.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lock says of image and policy, and that it is as it was fingerprinted. */
class LockStepsTest {

    private static final Digest ZEROS = new Digest("0".repeat(64));

    @Test
    void a_lock_about_another_image_is_tampered() throws Exception {
        VerificationReport report =
                verify(Lock.of(OTHER_IMAGE.digest(), "v1.2.0", POLICY_DIGEST), POLICY);

        Scene.assertFailed(Verdict.TAMPERED, report, VerificationStep.DIGESTS, "lock");
        Finding finding = Scene.finding(report, VerificationStep.DIGESTS, "lock");
        assertEquals(Optional.of(OTHER_IMAGE.digest().toString()), finding.expected());
        assertEquals(Optional.of(IMAGE.digest().toString()), finding.found());
        assertEquals("The lock is about another image than the one beside it.", finding.message());
        assertEquals(Verdict.TAMPERED, report.verdict());
    }

    @Test
    void another_policy_than_the_lock_names_is_tampered() throws Exception {
        VerificationReport report = verify(Lock.of(IMAGE.digest(), "v1.2.0", ZEROS), POLICY);

        Scene.assertFailed(Verdict.TAMPERED, report, VerificationStep.DIGESTS, "policy");
        assertEquals(Verdict.TAMPERED, report.verdict());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "upper", "sha512", "bare"})
    void a_lock_that_names_no_digest_is_malformed(String how) throws Exception {
        String hex = IMAGE.digest().hex();
        String named =
                switch (how) {
                    case "upper" -> "sha256:" + "ABCDEF01".repeat(8);
                    case "sha512" -> "sha512:" + hex + hex;
                    case "bare" -> hex;
                    default -> "";
                };

        VerificationReport report =
                verify(Lock.fingerprinted(Lock.body(named, "v1.2.0", named)), POLICY);

        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "lock");
        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "policy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"agent_artifact\":\"x\",\"policy_bundle\":[]}",
                "{\"agent_artifact\":{\"digest\":1},\"policy_bundle\":{\"digest\":null}}"
            })
    void a_lock_without_its_members_is_malformed_in_every_step(String body) throws Exception {
        VerificationReport report = verify(body.getBytes(StandardCharsets.UTF_8), POLICY);

        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "lock");
        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "policy");
        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.FINGERPRINT, "lock");
        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.SEMVER, "policy");
    }

    @Test
    void a_lock_that_cannot_be_read_fails_what_needs_it_by_the_same_reason() throws Exception {
        VerificationReport report = verify("not json".getBytes(StandardCharsets.UTF_8), POLICY);

        for (VerificationStep step : List.of(VerificationStep.DIGESTS, VerificationStep.SEMVER)) {
            Finding finding = Scene.finding(report, step, "policy");
            assertEquals("The lock cannot be read: it is not a JSON object.", finding.message());
        }
        assertEquals(Verdict.MALFORMED, report.verdict());
    }

    @Test
    void a_lock_changed_after_it_was_fingerprinted_is_tampered() throws Exception {
        String changed = new String(LOCK, StandardCharsets.UTF_8).replace("sha256:11", "sha256:12");

        VerificationReport report = verify(changed.getBytes(StandardCharsets.UTF_8), POLICY);

        Scene.assertFailed(Verdict.TAMPERED, report, VerificationStep.FINGERPRINT, "lock");
        Finding finding = Scene.finding(report, VerificationStep.FINGERPRINT, "lock");
        assertTrue(finding.expected().orElseThrow().startsWith("blake3:"));
        assertTrue(finding.found().orElseThrow().startsWith("blake3:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "blake3:", "BLAKE3:"})
    void a_fingerprint_of_another_form_is_malformed_even_over_the_right_content(String prefix)
            throws Exception {
        String body = Lock.body(IMAGE.digest().toString(), "v1.2.0", POLICY_DIGEST.toString());
        String hex = LockFingerprint.of(body).substring("blake3:".length());
        String fingerprint =
                prefix.equals("blake3:") ? prefix + hex.toUpperCase() + "A" : prefix + hex;

        VerificationReport report = verify(Lock.with(body, fingerprint), POLICY);

        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.FINGERPRINT, "lock");
    }

    @Test
    void a_fingerprint_that_is_missing_or_no_string_is_malformed() throws Exception {
        String body = Lock.body(IMAGE.digest().toString(), "v1.2.0", POLICY_DIGEST.toString());
        String number =
                body.replace(
                        "{\"agent_artifact\"", "{\"behavioral_fingerprint\":1,\"agent_artifact\"");

        for (String lock : List.of(body, number)) {
            VerificationReport report = verify(lock.getBytes(StandardCharsets.UTF_8), POLICY);
            Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.FINGERPRINT, "lock");
        }
    }
}
