package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a seed ends on the review leads to a report that is kept. */
class RefusalTest {

    private final WizardScene scene = new WizardScene();

    static Stream<Arguments> verdicts() {
        return Stream.of(Verdict.values())
                .filter(verdict -> !verdict.isAcceptable())
                .flatMap(
                        verdict ->
                                Stream.of(VerificationStep.values())
                                        .map(step -> Arguments.of(verdict, step)));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void every_verdict_ends_in_a_kept_report_with_both_values(
            Verdict verdict, VerificationStep step) {
        refusing(verdict, step, "lock");

        scene.onReview();

        assertEquals(1, scene.backend.kept().size(), "evidence, whether it is opened or not");
        scene.wizard.next();
        assertEquals(Page.REPORT, scene.wizard.page().get());
        assertEquals(1, scene.backend.kept().size(), "once");
        ReportContent report = scene.report();
        assertEquals(Tone.PROBLEM, report.banner().tone());
        String details = report.plainDetails();
        assertTrue(details.contains("Expected: " + Sample.digest("expected")), details);
        assertTrue(details.contains("Found: " + Sample.digest("found")), details);
        assertTrue(details.contains("Verdict: " + verdict.label() + " (exit code "), details);
        assertTrue(details.contains("Run step: Preflight"), details);
        for (String file : files()) {
            assertTrue(file.contains(Sample.digest("expected").toString()), file);
            assertTrue(file.contains(Sample.digest("found").toString()), file);
        }
        assertTrue(scene.wizard.report().saved().get().startsWith("Saved: /home/kim/seeds/"));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void the_part_that_failed_is_named_in_its_line_and_never_green(
            Verdict verdict, VerificationStep step) {
        refusing(verdict, step, "lock");

        scene.onReview();

        ReviewLine line =
                scene.line(
                        step == VerificationStep.SIGNATURES
                                ? ReviewItem.SIGNATURES
                                : ReviewItem.SIDECARS);
        assertEquals(ReviewLine.State.PROBLEM, line.state());
        assertTrue(line.text().toString().contains("The lock was changed."), line::toString);
        String check = scene.wizard.texts().of("check." + step.label());
        assertTrue(
                step == VerificationStep.SIGNATURES
                        || line.text().toString().startsWith(check + ": "),
                line::toString);
        assertEquals(1, scene.wizard.review().count(ReviewLine.State.PROBLEM));
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"TAMPERED", "WRONG_KEY", "STALE"})
    void the_gravest_advice_is_whole_on_the_review(Verdict verdict) {
        for (VerificationStep step : VerificationStep.values()) {
            refusing(verdict, step, "image");
            if (scene.wizard.page().get() == Page.REVIEW) {
                scene.wizard.checkAgain();
            } else {
                scene.onReview();
            }

            List<RichText> advice =
                    scene.wizard.review().lines().stream()
                            .filter(line -> line.state() == ReviewLine.State.PROBLEM)
                            .findFirst()
                            .orElseThrow()
                            .advice();
            assertTrue(advice.getFirst().toString().startsWith("Do not use this bundle"));
            assertEquals(2, advice.size());
        }
    }

    @Test
    void an_image_that_was_changed_is_a_problem_of_the_image() {
        refusing(Verdict.TAMPERED, VerificationStep.DIGESTS, "image");

        scene.onReview();

        assertEquals(ReviewLine.State.PROBLEM, scene.line(ReviewItem.SOURCE_IMAGE).state());
        assertEquals(ReviewLine.State.OK, scene.line(ReviewItem.SIGNATURES).state());
        assertEquals(
                "Holds " + Sample.digest("old image").abbreviated() + ", and stays as it is.",
                scene.line(ReviewItem.DESTINATION_TAG).text().toString());
    }

    @Test
    void a_lock_that_is_not_what_was_asked_for_is_a_problem_of_lock_and_policy() {
        stopping(
                new Obstacle.Malformed(
                        Attempt.at("reading", Sample.FROM + "-lock", "registry"), "cut off"));

        scene.onReview();

        assertEquals(ReviewLine.State.PROBLEM, scene.line(ReviewItem.SIDECARS).state());
        assertEquals(ReviewLine.State.OK, scene.line(ReviewItem.SOURCE_IMAGE).state());
    }

    static Stream<Obstacle> obstacles() {
        return TextsTest.obstacles();
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void every_obstacle_of_a_look_ends_in_a_kept_report(Obstacle obstacle) {
        scene.backend.review(
                (order, told) -> {
                    ScriptedBackend.answering(order, told);
                    told.accept(new ReviewFact.Blocked(ReviewItem.DESTINATION_REGISTRY, obstacle));
                });

        assertEndsInAReport(obstacle);
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void every_obstacle_of_the_rehearsal_ends_in_a_kept_report(Obstacle obstacle) {
        stopping(obstacle);

        assertEndsInAReport(obstacle);
    }

    private void assertEndsInAReport(Obstacle obstacle) {
        scene.onReview();
        assertEquals("_Next: Report", scene.footer().nextLabel());

        scene.wizard.next();

        assertEquals(Page.REPORT, scene.wizard.page().get());
        assertEquals("Check agai_n", scene.footer().nextLabel());
        ReportContent report = scene.report();
        String said =
                obstacle instanceof Obstacle.Contradiction ? "Expected: x\nFound: y" : "Seen: x";
        assertTrue(report.plainDetails().contains(said), report.plainDetails());
        assertTrue(report.plainDetails().contains("(exit code "), report.plainDetails());
        assertTrue(
                report.plainDetails().contains("skopeo " + Sample.SKOPEO.version()),
                report.plainDetails());
        assertFalse(report.advice().toString().contains("Try again"), report.advice().toString());
        assertEquals(1, scene.backend.kept().size());
        assertEquals(RailItem.Mark.NUMBER, scene.rail(Page.RUN).mark(), "nothing ran");
    }

    @Test
    void a_key_file_that_was_exchanged_ends_in_a_report_with_both_fingerprints() {
        TrustedKey other = new TrustedKey("ECDSA P-256", Sample.digest("other"), new byte[] {2});
        scene.backend.keys(_ -> other);
        scene.onReview();

        scene.wizard.next();

        String details = scene.report().plainDetails();
        assertTrue(details.contains(Sample.KEY.fingerprint().toString()), details);
        assertTrue(details.contains(other.fingerprint().toString()), details);
        assertTrue(details.contains("(exit code 4)"), details);
    }

    @Test
    void a_report_claims_nothing_signed_where_the_signatures_failed() {
        refusing(Verdict.WRONG_KEY, VerificationStep.SIGNATURES, "image");

        scene.onReview().wizard.next();

        assertEquals("Every digest matches its content", scene.report().checks().get(1).summary());
        assertFalse(files().toString().contains("checks at the destination"));
    }

    @Test
    void an_error_of_the_program_ends_in_a_report() {
        scene.backend.review(
                (_, _) -> {
                    throw new IllegalStateException("a bug");
                });
        scene.onReview();

        scene.wizard.next();

        assertTrue(scene.report().plainDetails().contains("internal (exit code 1)"));
        assertTrue(
                scene.backend.kept().getFirst().log().contains("RefusalTest"),
                "a log says where in the program it happened");
    }

    @Test
    void checking_again_after_a_report_starts_nothing_by_itself() {
        refusing(Verdict.NEVER_SIGNED, VerificationStep.SIGNATURES, "image");
        scene.onReview().wizard.next();
        scene.backend.review(ScriptedBackend::allWell);

        scene.wizard.next();

        assertEquals(Page.REVIEW, scene.wizard.page().get());
        assertEquals(ReviewPage.State.READY, scene.wizard.review().state().get());
        assertEquals(List.of(), scene.backend.seeded());
        assertEquals(RailItem.Reach.AHEAD, scene.rail(Page.REPORT).reach());
    }

    @Test
    void a_report_that_could_not_be_kept_says_so_and_where_else_it_can_go() {
        scene.backend.keeping(
                (folder, _) -> {
                    throw new Obstacle.StorageFailed(
                            Attempt.with("writing", folder.toString()), "the disk is full");
                });
        refusing(Verdict.TAMPERED, VerificationStep.DIGESTS, "image");

        scene.onReview().wizard.next();

        assertEquals(
                "The report could not be written into /home/kim/seeds/robot-behavior-2026-11-24:"
                        + " the disk is full. Save it somewhere else.",
                scene.wizard.report().saved().get());
    }

    @Test
    void the_result_of_a_run_is_not_replaced_by_a_later_look_nobody_asked_about() {
        scene.onReview().wizard.next();
        stopping(Sample.loginWanted());

        scene.wizard.goTo(Page.REVIEW);

        assertEquals("Verified and published", scene.report().banner().title());
    }

    private List<String> files() {
        SavedReport kept = scene.backend.kept().getFirst();
        return List.of(kept.html(), kept.log());
    }

    private void stopping(Obstacle obstacle) {
        scene.backend.review(
                (order, told) -> {
                    ScriptedBackend.answering(order, told);
                    SeedReport stopped =
                            Sample.report(
                                    order,
                                    Optional.empty(),
                                    new SeedOutcome.Stopped(SeedStep.PREFLIGHT, List.of(obstacle)));
                    told.accept(new ReviewFact.Rehearsed(stopped, List.of(), 0));
                });
    }

    private void refusing(Verdict verdict, VerificationStep step, String subject) {
        scene.backend.review(
                (order, told) -> {
                    ScriptedBackend.answering(order, told);
                    Finding failure =
                            Sample.failure(step, subject, verdict, "The lock was changed.");
                    VerificationReport report = Sample.failed(order, failure);
                    told.accept(
                            ScriptedBackend.rehearsed(
                                    order,
                                    new SeedOutcome.Refused(SeedStep.PREFLIGHT, verdict),
                                    Optional.of(report)));
                });
    }
}
