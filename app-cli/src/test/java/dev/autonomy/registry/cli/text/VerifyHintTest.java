package dev.autonomy.registry.cli.text;

import static dev.autonomy.registry.Golden.assertGolden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.VerifyRequest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.outcome.VerifyReport;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerifyHintTest {

    private static final TrustPolicy.Checked BY_KEY =
            new TrustPolicy.ByKey("cosign.pub", new Freshness.Unchecked());
    private static final TrustPolicy.Checked BY_IDENTITY =
            new TrustPolicy.ByIdentity("me", "issuer", "root.json", new Freshness.Unchecked());
    private static final Reference IN_REGISTRY = reference("edge.example:5000", "robot");
    private static final Reference IN_LAYOUT = reference("", "oci:./usb/robot");
    private static final Attempt ASKING =
            Attempt.at("pinning the image", IN_REGISTRY.toString(), "edge.example:5000");
    private static final Attempt READING = Attempt.with("reading", "./usb/robot/blobs/sha256/aa00");

    @Test
    void every_obstacle_in_a_registry_says_what_to_do_in_terms_of_this_command() {
        String text =
                obstacles()
                        .map(obstacle -> text(IN_REGISTRY, BY_KEY, obstacle))
                        .collect(Collectors.joining("\n\n"));

        assertGolden("verify-obstacles.txt", text);
        assertFalse(text.contains("--from") || text.contains("--stall-timeout"), text);
        assertFalse(text.contains("sent again") || text.contains("push"), text);
    }

    @Test
    void an_obstacle_in_a_layout_sends_nobody_to_a_registry() {
        String text =
                Stream.of(
                                new Obstacle.StorageFailed(
                                        Attempt.with("reading", "./usb/robot/index.json"),
                                        "there is no such file"),
                                new Obstacle.Contradiction(READING, "sha256:aa…", "sha256:bb…"),
                                new Obstacle.Malformed(READING, "it is not a JSON object"),
                                new Obstacle.NotFound(
                                        Attempt.at("pinning the image", IN_LAYOUT.toString(), ""),
                                        "no such tag"))
                        .map(obstacle -> text(IN_LAYOUT, BY_IDENTITY, obstacle))
                        .collect(Collectors.joining("\n\n"));

        assertGolden("verify-layout-obstacles.txt", text);
        assertFalse(text.contains("registry"), text);
    }

    @Test
    void credentials_that_cannot_be_read_send_nobody_to_a_layout() {
        String text =
                text(
                        IN_REGISTRY,
                        BY_KEY,
                        new Obstacle.LoginUnusable(
                                Obstacle.LoginUnusable.Reason.FILE,
                                Attempt.with("reading the credentials in", "auth.json"),
                                "there is no such file, or this user may not read it"));

        assertTrue(text.contains("correct auth.json"), text);
        assertTrue(text.contains("--authfile names another file"), text);
        assertFalse(text.contains("layout"), text);
    }

    @Test
    void a_lock_that_is_missing_beside_the_image_is_no_matter_of_spelling() {
        for (Reference reference : List.of(IN_REGISTRY, IN_LAYOUT)) {
            Obstacle missing =
                    new Obstacle.NotFound(
                            Attempt.at("pinning the lock", reference + "-lock", ""),
                            "there is no such tag");

            String text = text(reference, BY_KEY, missing);

            assertFalse(text.contains("spelling"), text);
            assertTrue(text.contains("ask the bundle's publisher for what is missing"), text);
        }
    }

    @Test
    void an_unusable_trusted_root_is_asked_for_by_its_option() {
        String text =
                text(
                        IN_REGISTRY,
                        BY_IDENTITY,
                        new Obstacle.TrustUnusable(
                                Attempt.with("reading the trusted root", "root.json"),
                                "it is a folder"));

        assertTrue(text.contains("give --trusted-root the trusted_root.json"), text);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"VERIFIED", "VERIFIED_IMAGE_ONLY", "SKIPPED"})
    void every_verdict_that_is_no_pass_is_refused_with_its_code(Verdict verdict) {
        Ending ending = Ending.of(judged(new StepOutcome.Fail(verdict)));

        assertEquals(Ending.Result.REFUSED, ending.result());
        assertEquals(judged(new StepOutcome.Fail(verdict)).exitCode(), ending.exitCode());
        assertTrue(ending.exitCode().code() >= 10, ending::toString);
    }

    @Test
    void a_verifier_that_checked_nothing_is_a_bug_and_no_pass() {
        VerifyReport report = judged(new StepOutcome.Skipped());

        assertThrows(IllegalStateException.class, () -> Ending.of(report));
    }

    /** What comes up only where something is copied. */
    private static final EnumSet<Obstacle.Unreachable.Reason> OF_COPIES =
            EnumSet.of(
                    Obstacle.Unreachable.Reason.MISLABELLED,
                    Obstacle.Unreachable.Reason.WRITE_REFUSED,
                    Obstacle.Unreachable.Reason.NO_SUCH_REPOSITORY);

    private static Stream<Obstacle> obstacles() {
        return Stream.of(
                        Stream.of(new Obstacle.NotFound(ASKING, "no such tag")),
                        Arrays.stream(Obstacle.AccessDenied.Reason.values())
                                .filter(
                                        reason ->
                                                reason
                                                        != Obstacle.AccessDenied.Reason
                                                                .CONTAINER_POLICY)
                                .map(each -> new Obstacle.AccessDenied(each, ASKING, "seen")),
                        EnumSet.complementOf(OF_COPIES).stream()
                                .map(each -> new Obstacle.Unreachable(each, ASKING, "seen")),
                        Stream.of(
                                new Obstacle.Unsupported(ASKING, "a type of long ago"),
                                new Obstacle.Conflict(
                                        Obstacle.Conflict.Reason.SOURCE_TAG_MOVED, ASKING, "moved"),
                                new Obstacle.Conflict(
                                        Obstacle.Conflict.Reason.EVIDENCE_COLLIDES, ASKING, "two"),
                                new Obstacle.TrustUnusable(
                                        Attempt.with("reading the public key", "cosign.pub"),
                                        "it is empty"),
                                new Obstacle.Contradiction(ASKING, "sha256:aa…", "sha256:bb…"),
                                new Obstacle.Malformed(ASKING, "it is not a JSON object")))
                .flatMap(each -> each);
    }

    private static String text(Reference reference, TrustPolicy.Checked trust, Obstacle obstacle) {
        return FailureText.of(
                Ending.of(report(reference, trust, Optional.empty(), List.of(obstacle))));
    }

    private static VerifyReport judged(StepOutcome outcome) {
        Finding finding =
                new Finding(
                        VerificationStep.SIGNATURES,
                        "image",
                        outcome,
                        Optional.empty(),
                        Optional.empty(),
                        "What the step saw.",
                        List.of());
        return report(
                IN_REGISTRY,
                BY_KEY,
                Optional.of(
                        new VerificationReport(
                                SidecarPolicy.IMAGE_ONLY,
                                List.of(finding),
                                List.of(),
                                Optional.empty())),
                List.of());
    }

    private static VerifyReport report(
            Reference reference,
            TrustPolicy.Checked trust,
            Optional<VerificationReport> verification,
            List<Obstacle> obstacles) {
        return new VerifyReport(
                new VerifyRequest(reference, SidecarPolicy.IMAGE_ONLY, trust),
                Instant.EPOCH,
                Map.of(),
                new TreeSet<>(),
                Optional.empty(),
                verification,
                obstacles);
    }

    private static Reference reference(String registry, String path) {
        return new Reference.Tagged(new Repository(registry, path), new Tag("v1"));
    }
}
