package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.testkit.Artifact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runtime a policy states it needs, in the step about versions. */
class RuntimeRangeTest {

    private static final SigningKey OURS = SigningKey.p256();
    private static final Artifact IMAGE = Artifact.image("layer");

    @ParameterizedTest
    @ValueSource(
            strings = {">=0.1.0 <2.0.0", ">0.1.0", "<=v1.2.3", "=1.2.3", ">=1.0.0 <2.0.0 <1.9.0"})
    void a_range_is_reported_with_the_versions(String range) throws Exception {
        Finding finding = semver("v1.2.0", "\"" + range + "\"");

        assertEquals(new StepOutcome.Pass(), finding.outcome(), finding::toString);
        assertTrue(finding.message().endsWith(" It needs a runtime " + range + "."));
    }

    @Test
    void a_range_is_reported_where_the_versions_disagree_too() throws Exception {
        Finding finding = semver("v1.3.0", "\">=0.1.0\"");

        assertEquals(new StepOutcome.Fail(Verdict.INCOMPATIBLE), finding.outcome());
        assertTrue(finding.message().endsWith(" It needs a runtime >=0.1.0."));
    }

    @Test
    void no_range_is_no_matter() throws Exception {
        Finding finding = semver("v1.2.0", "null");

        assertEquals(new StepOutcome.Pass(), finding.outcome());
        assertFalse(finding.message().contains("runtime"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" \"",
                "\"*\"",
                "\"latest\"",
                "\"1.2.3\"",
                "\">=0.1.0, <2.0.0\"",
                "\">=0.1.0  <2.0.0\"",
                "\">=0.1.0 \"",
                "\" >=0.1.0\"",
                "\">= 0.1.0\"",
                "\">=0.1\"",
                "\">=0.1.0 <\"",
                "\">=0.1.0 || <2.0.0\"",
                "\"[1.0,2.0)\"",
                "\"^1.2.3\"",
                "\"~1.2.3\"",
                "\">=1.2.3-rc.1\"",
                "\">=1.2.3+build\"",
                "\">=01.2.3\"",
                "\">=99999999999.0.0\"",
                "\">=V1.2.3\"",
                "\">=\\uff11.2.3\"",
                "\">=1.2.3\\n\"",
                "1",
                "[\">=1.2.3\"]",
                "{}"
            })
    void any_other_text_is_malformed_even_where_the_versions_agree(String range) throws Exception {
        Finding finding = semver("v1.2.0", range);

        assertEquals(new StepOutcome.Fail(Verdict.MALFORMED), finding.outcome(), finding::toString);
        assertTrue(finding.message().contains("required_runtime_version"), finding::toString);
    }

    @Test
    void a_range_without_end_is_malformed() throws Exception {
        Finding finding = semver("v1.2.0", "\"" + ">=0.1.0 ".repeat(40) + "<2.0.0\"");

        assertEquals(new StepOutcome.Fail(Verdict.MALFORMED), finding.outcome());
    }

    @Test
    void a_policy_with_such_a_range_is_still_the_one_the_lock_names() throws Exception {
        Scene.assertPassed(
                new Judged("v1.2.0", "\"latest\"").report(), VerificationStep.DIGESTS, "policy");
    }

    private static Finding semver(String lockedTag, String range) throws Exception {
        return Scene.finding(
                new Judged(lockedTag, range).report(), VerificationStep.SEMVER, "policy");
    }

    /** A bundle whose policy 1.2.0 states this range, as JSON. */
    private record Judged(String lockedTag, String range) {

        VerificationReport report() throws Exception {
            byte[] archive =
                    PolicyTar.gzip(
                            new PolicyTar()
                                    .file(
                                            "manifest.json",
                                            """
                                            {"policy_bundle_version":"1.2.0","required_runtime_version":%s}"""
                                                    .formatted(range))
                                    .plain());
            Artifact policy = Manifests.sidecar(Manifests.POLICY, archive);
            Artifact lock =
                    Manifests.sidecar(
                            Manifests.LOCK,
                            Lock.of(IMAGE.digest(), lockedTag, Artifact.sha256(archive)));
            return new Scene(OURS)
                    .with(BundlePart.IMAGE, IMAGE)
                    .with(BundlePart.LOCK, lock)
                    .with(BundlePart.POLICY, policy)
                    .verifyBundle();
        }
    }
}
