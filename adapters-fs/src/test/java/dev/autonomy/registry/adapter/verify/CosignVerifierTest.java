package dev.autonomy.registry.adapter.verify;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CosignVerifierTest {

    private static final SigningKey OURS = SigningKey.p256();
    private static final Artifact IMAGE =
            Artifact.index(Artifact.image("amd64"), Artifact.image("arm64"));
    private static final Artifact OTHER_IMAGE = Artifact.image("another");
    private static final byte[] POLICY = PolicyTar.ofVersion("1.2.3");
    private static final Digest POLICY_DIGEST = Artifact.sha256(POLICY);
    private static final byte[] LOCK = Lock.of(IMAGE.digest(), "v1.2.0", POLICY_DIGEST);
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

    private static VerificationReport versions(String tag, String stated) throws Exception {
        byte[] policy = PolicyTar.ofVersion(stated);
        return verify(Lock.of(IMAGE.digest(), tag, Artifact.sha256(policy)), policy);
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

    private static VerificationReport withBlobAnswering(byte[] blob, Obstacle obstacle)
            throws Exception {
        Scene scene =
                withSidecars(
                        Manifests.sidecar(Manifests.LOCK, LOCK),
                        Manifests.sidecar(Manifests.POLICY, POLICY));
        scene.registries()
                .before(
                        request -> {
                            if (request.endsWith(Artifact.sha256(blob).toString())) {
                                throw obstacle;
                            }
                        });
        return scene.verifyBundle();
    }

    private static VerificationReport verify(byte[] lock, byte[] policy) throws Exception {
        return verify(
                Manifests.sidecar(Manifests.LOCK, lock),
                Manifests.sidecar(Manifests.POLICY, policy));
    }

    private static VerificationReport verify(Artifact lock, Artifact policy) throws Exception {
        return withSidecars(lock, policy).verifyBundle();
    }

    private static Scene withSidecars(Artifact lock, Artifact policy) {
        return scene().with(BundlePart.LOCK, lock, signed(lock))
                .with(BundlePart.POLICY, policy, signed(policy));
    }

    private static Scene scene() {
        return new Scene(OURS).with(BundlePart.IMAGE, IMAGE, signed(IMAGE));
    }

    private static Artifact signed(Artifact artifact) {
        return Manifests.signatures(SignatureLayer.good(OURS, artifact.digest()));
    }
}
