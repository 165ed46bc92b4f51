package dev.autonomy.registry.cli.text;

import static dev.autonomy.registry.Golden.assertGolden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTextTest {

    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final Digest OLD = new Digest("77aa02".repeat(10) + "77aa");
    private static final Attempt READING =
            Attempt.at(
                    "reading the manifest of", "edge.example:5000/robot:v1", "edge.example:5000");
    private static final Attempt COPYING =
            Attempt.at("copying", "source.example/robot:v1", "edge.example:5000");
    private static final Attempt MACHINE = Attempt.locally("looking for skopeo");
    private static final Attempt ASKING_FOR_A_LOGIN =
            new Attempt(
                    "asking for the login at edge.example:5000 from",
                    Optional.of("docker-credential-desktop.exe"),
                    Optional.of("edge.example:5000"));

    @Test
    void every_obstacle_says_what_was_done_seen_and_to_do() throws Exception {
        List<String> texts = new ArrayList<>();
        for (Obstacle obstacle : obstacles()) {
            texts.add(FailureText.of(stopped(SeedStep.PREFLIGHT, obstacle)));
        }

        assertGolden("obstacles.txt", String.join("\n\n", texts));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:5000", "127.0.0.1:5000", "[::1]:5000"})
    void a_login_on_loopback_is_one_that_skopeo_takes_over_plain_http(String registry)
            throws Exception {
        String text = FailureText.of(stopped(SeedStep.PREFLIGHT, loginWanted(registry)));

        assertTrue(text.contains("\"skopeo login --tls-verify=false " + registry + "\""), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.example:5000", "edge.example", "10.0.0.1"})
    void a_login_elsewhere_keeps_the_certificate_checked(String registry) throws Exception {
        String text = FailureText.of(stopped(SeedStep.PREFLIGHT, loginWanted(registry)));

        assertTrue(text.contains("\"skopeo login " + registry + "\""), text);
    }

    private static Obstacle loginWanted(String registry) {
        return new Obstacle.AccessDenied(
                Obstacle.AccessDenied.Reason.LOGIN_WANTED,
                Attempt.at("reading the tag", registry + "/robot:v1", registry),
                "HTTP status 401");
    }

    @Test
    void a_lock_of_another_image_is_said_not_to_belong_to_the_bundle() throws Exception {
        String text =
                FailureText.of(
                        refused(
                                SeedStep.VERIFY,
                                finding(VerificationStep.DIGESTS, "lock", Verdict.TAMPERED)));

        assertTrue(
                text.startsWith("Tampered: the lock of ")
                        && text.lines()
                                .findFirst()
                                .orElseThrow()
                                .endsWith(" does not belong to this bundle."),
                text);
    }

    @Test
    void every_verdict_says_what_was_expected_found_and_to_do() throws Exception {
        List<String> texts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            if (!verdict.isAcceptable()) {
                texts.add(FailureText.of(refused(SeedStep.VERIFY, fingerprint(verdict))));
            }
        }

        assertGolden("verdicts.txt", String.join("\n\n", texts));
    }

    @Test
    void a_tools_own_line_is_pointed_at_only_where_there_is_one() throws Exception {
        Obstacle silent = new Obstacle.ToolFailed(COPYING, "skopeo was ended by signal 9", "");
        Obstacle lost =
                new Obstacle.Incomplete(
                        Obstacle.Incomplete.Side.DESTINATION,
                        COPYING,
                        "edge.example:5000 does not have it now");

        for (Obstacle obstacle : List.of(silent, lost)) {
            String text = FailureText.of(stopped(SeedStep.REPLICATE, obstacle));

            assertFalse(text.contains("skopeo's line"), text);
            assertTrue(text.contains("ask whoever "), text);
        }
    }

    @Test
    void a_part_that_is_gone_is_no_matter_of_spelling() throws Exception {
        Obstacle gone =
                new Obstacle.NotFound(
                        Attempt.at(
                                "reading the manifest",
                                "source.example/robot@sha256:" + "5e".repeat(32),
                                "source.example"),
                        "HTTP status 404");

        String text = FailureText.of(stopped(SeedStep.PREFLIGHT, gone));

        assertFalse(text.contains("spelling"), text);
        assertTrue(
                text.contains("ask the bundle's publisher, or whoever runs source.example"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1-lock", "v1-policy"})
    void a_sidecar_that_is_missing_beside_the_image_is_no_matter_of_spelling(String tag)
            throws Exception {
        Obstacle missing =
                new Obstacle.NotFound(
                        Attempt.at(
                                "pinning the sidecar",
                                "source.example/robot:" + tag,
                                "source.example"),
                        "there is no such tag");

        String text = FailureText.of(stopped(SeedStep.PREFLIGHT, missing));

        assertFalse(text.contains("spelling"), text);
        assertTrue(text.contains("ask the bundle's publisher for what is missing"), text);
        assertTrue(text.contains("leave --copy-policy out"), text);
    }

    @Test
    void a_signature_from_the_future_sends_to_the_clock_before_the_publisher() throws Exception {
        String text =
                FailureText.of(
                        refused(
                                SeedStep.VERIFY,
                                finding(VerificationStep.SIGNATURES, "image", Verdict.STALE)));

        assertTrue(text.contains("What to do: check this machine's date and time first."), text);
    }

    @Test
    void a_stall_of_which_nobody_knows_whose_it_is_blames_no_registry() throws Exception {
        Obstacle stalled =
                new Obstacle.Unreachable(
                        Obstacle.Unreachable.Reason.STALLED,
                        Attempt.at("copying", "source.example/robot@sha256:aa", ""),
                        "nothing moved for 60 s from source.example to edge.example");

        String text = FailureText.of(stopped(SeedStep.REPLICATE, stalled));

        assertTrue(text.contains("ask whoever runs either registry"), text);
    }

    @Test
    void several_obstacles_are_all_listed() throws Exception {
        Ending ending =
                stopped(
                        SeedStep.PREFLIGHT,
                        new Obstacle.ToolMissing(
                                Obstacle.ToolMissing.Reason.ABSENT, MACHINE, "no skopeo on PATH"),
                        new Obstacle.TrustUnusable(
                                Attempt.with("reading the public key", "cosign.pub"),
                                "there is no such file"));

        String text = FailureText.of(ending);

        assertTrue(text.contains("Looking for skopeo failed"), text);
        assertTrue(text.contains("Reading the public key cosign.pub failed"), text);
        assertEquals(3, ending.exitCode().code());
    }

    @Test
    void the_gravest_finding_comes_first_and_every_candidate_is_told() throws Exception {
        Ending ending =
                refused(
                        SeedStep.PREFLIGHT,
                        finding(VerificationStep.SEMVER, "policy", Verdict.INCOMPATIBLE),
                        new Finding(
                                VerificationStep.SIGNATURES,
                                "image",
                                new StepOutcome.Fail(Verdict.WRONG_KEY),
                                Optional.of("a signature by ECDSA P-256 key sha256:012345678901…"),
                                Optional.of("0 of 2 accepted"),
                                "There is a signature of the image, but none by this key.",
                                List.of("layer 0: by another key", "layer 1: by another key")),
                        new Finding(
                                VerificationStep.DIGESTS,
                                "image",
                                new StepOutcome.Pass(),
                                Optional.empty(),
                                Optional.empty(),
                                "The image is the pinned one.",
                                List.of()));

        assertGolden("refused-early.txt", FailureText.of(ending));
        assertEquals(12, ending.exitCode().code());
        assertEquals(12, ending.failure().orElseThrow().exitCode().code());
    }

    @Test
    void where_the_tag_points_is_said_only_when_it_is_known() throws Exception {
        Obstacle lost =
                new Obstacle.Unreachable(
                        Obstacle.Unreachable.Reason.CONNECTION_LOST, COPYING, "reset by peer");

        assertTrue(
                FailureText.of(Ending.of(report(stop(SeedStep.REPLICATE, lost), Optional.of(OLD))))
                        .contains("still points at " + OLD + "."));
        assertTrue(
                FailureText.of(Ending.of(report(stop(SeedStep.REPLICATE, lost), Optional.empty())))
                        .contains("edge.example:5000/robot:v1 does not exist."));
        assertTrue(
                !FailureText.of(Ending.of(report(stop(SeedStep.PUBLISH, lost), Optional.of(OLD))))
                        .contains("Nothing was published"));
        assertTrue(
                !FailureText.of(stopped(SeedStep.PREFLIGHT, lost))
                        .contains("Nothing was published"));
    }

    private static List<Obstacle> obstacles() {
        List<Obstacle> all = new ArrayList<>();
        all.add(new Obstacle.NotFound(READING, "404 MANIFEST_UNKNOWN: manifest unknown"));
        Arrays.stream(Obstacle.AccessDenied.Reason.values())
                .forEach(
                        reason ->
                                all.add(
                                        new Obstacle.AccessDenied(
                                                reason, READING, "seen: " + reason)));
        Arrays.stream(Obstacle.Unreachable.Reason.values())
                .forEach(
                        reason ->
                                all.add(
                                        new Obstacle.Unreachable(
                                                reason, COPYING, "seen: " + reason)));
        all.add(new Obstacle.Unsupported(READING, "an index in an index in an index"));
        Arrays.stream(Obstacle.Conflict.Reason.values())
                .forEach(
                        reason ->
                                all.add(new Obstacle.Conflict(reason, READING, "seen: " + reason)));
        Arrays.stream(Obstacle.ToolMissing.Reason.values())
                .forEach(
                        reason ->
                                all.add(
                                        new Obstacle.ToolMissing(
                                                reason, MACHINE, "seen: " + reason)));
        Arrays.stream(Obstacle.LoginUnusable.Reason.values())
                .forEach(
                        reason ->
                                all.add(
                                        new Obstacle.LoginUnusable(
                                                reason, ASKING_FOR_A_LOGIN, "seen: " + reason)));
        all.add(new Obstacle.ToolFailed(COPYING, "skopeo exited with 1", "FATA[0000] odd"));
        all.add(
                new Obstacle.TrustUnusable(
                        Attempt.with("reading the public key", "cosign.key"),
                        "it is a private key"));
        all.add(
                new Obstacle.StorageFailed(
                        Attempt.with("writing into the folder", "/seed"), "the disk is full"));
        all.add(new Obstacle.Contradiction(READING, "sha256:aa…", "sha256:bb…"));
        all.add(new Obstacle.Malformed(READING, "5000000 bytes; at most 4194304 are accepted"));
        List.of(Obstacle.Incomplete.Side.values())
                .forEach(side -> all.add(new Obstacle.Incomplete(side, READING, "seen: " + side)));
        return all;
    }

    private static Finding fingerprint(Verdict verdict) {
        return finding(VerificationStep.FINGERPRINT, "lock", verdict);
    }

    private static Finding finding(VerificationStep step, String subject, Verdict verdict) {
        return new Finding(
                step,
                subject,
                new StepOutcome.Fail(verdict),
                Optional.of("blake3:1c20…"),
                Optional.of("blake3:9a47…"),
                "What the step saw.",
                List.of());
    }

    private static SeedOutcome.Stopped stop(SeedStep step, Obstacle... obstacles) {
        return new SeedOutcome.Stopped(step, List.of(obstacles));
    }

    private static Ending stopped(SeedStep step, Obstacle... obstacles) throws Exception {
        return Ending.of(
                new SeedReport(
                        request(),
                        Optional.empty(),
                        NOW,
                        NOW,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new TreeSet<>(),
                        Optional.empty(),
                        Optional.empty(),
                        stop(step, obstacles)));
    }

    private static Ending refused(SeedStep step, Finding... findings) throws Exception {
        VerificationReport verification =
                new VerificationReport(
                        SidecarPolicy.WITH_SIDECARS,
                        List.of(findings),
                        List.of(),
                        Optional.empty());
        return Ending.of(
                report(
                        new SeedOutcome.Refused(step, verification.verdict()),
                        Optional.of(OLD),
                        Optional.of(verification)));
    }

    private static SeedReport report(SeedOutcome outcome, Optional<Digest> previous)
            throws Exception {
        return report(outcome, previous, Optional.empty());
    }

    private static SeedReport report(
            SeedOutcome outcome,
            Optional<Digest> previous,
            Optional<VerificationReport> verification)
            throws Exception {
        Digest digest = new Digest("ad162c".repeat(10) + "ad16");
        return new SeedReport(
                request(),
                Optional.empty(),
                NOW,
                NOW,
                Optional.empty(),
                Optional.of(
                        new SeedReport.Destination(
                                "edge.example:5000/robot:v1",
                                digest,
                                "edge.example:5000/robot@" + digest,
                                previous)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TreeSet<>(),
                Optional.empty(),
                verification,
                outcome);
    }

    private static SeedRequest request() throws Exception {
        return new SeedRequest(
                Reference.parse("source.example/robot:v1"),
                Reference.parseDestination("edge.example:5000/robot:v1"),
                SidecarPolicy.WITH_SIDECARS,
                new TrustPolicy.Skipped("--skip-verify"));
    }
}
