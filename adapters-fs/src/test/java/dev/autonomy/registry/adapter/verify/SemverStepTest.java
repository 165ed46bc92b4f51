package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.BundleScene.IMAGE;
import static dev.autonomy.registry.adapter.verify.BundleScene.POLICY;
import static dev.autonomy.registry.adapter.verify.BundleScene.POLICY_DIGEST;
import static dev.autonomy.registry.adapter.verify.BundleScene.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The versions of lock and policy. */
class SemverStepTest {

    @ParameterizedTest
    @CsvSource({
        "v1.2.0, 1.2.3",
        "1.2.0, 1.2.3",
        "v1.2.9, 1.2.0",
        "v1.2.0-rc.1, 1.2.0",
        "v0.0.0, 0.0.1",
        "v1.2.0, 1.2.0+build.5"
    })
    void versions_agree_in_major_and_minor(String tag, String stated) throws Exception {
        Scene.assertPassed(versions(tag, stated), VerificationStep.SEMVER, "policy");
    }

    @ParameterizedTest
    @CsvSource({"v1.2.0, 1.3.0", "v1.2.0, 2.2.0", "v1.10.0, 1.1.0", "v0.1.0, 1.0.1"})
    void versions_that_differ_there_are_incompatible(String tag, String stated) throws Exception {
        VerificationReport report = versions(tag, stated);

        Scene.assertFailed(Verdict.INCOMPATIBLE, report, VerificationStep.SEMVER, "policy");
        Finding finding = Scene.finding(report, VerificationStep.SEMVER, "policy");
        assertEquals(Optional.of(tag.substring(1)), finding.expected());
        assertEquals(Optional.of(stated), finding.found());
        assertEquals(Verdict.INCOMPATIBLE, report.verdict());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latest",
                "v1",
                "v1.2",
                "V1.2.0",
                "vv1.2.0",
                "v01.2.0",
                "v1.2.0.0",
                "v1.2.x",
                "v99999999999.0.0",
                "v1.2.0_1"
            })
    void a_tag_that_is_no_version_is_malformed(String tag) throws Exception {
        Scene.assertFailed(
                Verdict.MALFORMED, versions(tag, "1.2.0"), VerificationStep.SEMVER, "policy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "latest",
                "1",
                "1.2",
                "v1.2.0",
                " 1.2.0",
                "1.2.0 ",
                "1.2.0\\n",
                "01.2.0",
                "1.2.0.0",
                "1.2.x",
                "1.2.0-",
                "１.2.0",
                "1.99999999999.0",
                "-1.2.0"
            })
    void a_stated_version_that_is_no_version_is_malformed(String stated) throws Exception {
        Scene.assertFailed(
                Verdict.MALFORMED, versions("v1.2.0", stated), VerificationStep.SEMVER, "policy");
    }

    @Test
    void a_version_without_end_is_malformed() throws Exception {
        Scene.assertFailed(
                Verdict.MALFORMED,
                versions("v1.2.0", "1.2.0-" + "a.".repeat(100_000) + "a"),
                VerificationStep.SEMVER,
                "policy");
    }

    @Test
    void a_policy_reference_without_a_tag_names_no_version() throws Exception {
        String byDigest =
                Lock.body(IMAGE.digest().toString(), "v1.2.0", POLICY_DIGEST.toString())
                        .replace(":v1.2.0", "@" + POLICY_DIGEST);

        Scene.assertFailed(
                Verdict.MALFORMED,
                verify(Lock.fingerprinted(byDigest), POLICY),
                VerificationStep.SEMVER,
                "policy");
    }

    @Test
    void a_policy_without_a_version_is_malformed() throws Exception {
        byte[] policy = new PolicyTar().file("manifest.json", "{\"name\":\"x\"}").gzip();

        Scene.assertFailed(
                Verdict.MALFORMED,
                verify(Lock.of(IMAGE.digest(), "v1.2.0", Artifact.sha256(policy)), policy),
                VerificationStep.SEMVER,
                "policy");
    }

    @Test
    void a_policy_that_cannot_be_read_is_malformed_where_it_is_needed() throws Exception {
        byte[] policy = "not a tar".getBytes(StandardCharsets.UTF_8);

        VerificationReport report =
                verify(Lock.of(IMAGE.digest(), "v1.2.0", Artifact.sha256(policy)), policy);

        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.DIGESTS, "policy");
        Scene.assertFailed(Verdict.MALFORMED, report, VerificationStep.SEMVER, "policy");
        Scene.assertPassed(report, VerificationStep.DIGESTS, "lock");
        Scene.assertPassed(report, VerificationStep.FINGERPRINT, "lock");
    }

    private static VerificationReport versions(String tag, String stated) throws Exception {
        byte[] policy = PolicyTar.ofVersion(stated);
        return verify(Lock.of(IMAGE.digest(), tag, Artifact.sha256(policy)), policy);
    }
}
