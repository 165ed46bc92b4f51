package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.progress.SeedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReviewPageTest {

    private final WizardScene scene = new WizardScene();
    private final ReviewPage page = scene.wizard.review();

    @Test
    void a_seed_that_can_start_has_every_line_decided() {
        scene.onReview();

        assertEquals(ReviewPage.State.READY, page.state().get());
        assertEquals(8, page.count(ReviewLine.State.OK));
        assertEquals("1.18.0 (1.9.3 or newer is needed)", text(ReviewItem.TOOL));
        assertEquals(
                Sample.digest("image").abbreviated() + "  linux/amd64, linux/arm64",
                text(ReviewItem.SOURCE_IMAGE));
        assertEquals("3 valid with your key: image, lock, policy.", text(ReviewItem.SIGNATURES));
        assertEquals(
                "Will replace " + Sample.digest("old image").abbreviated(),
                text(ReviewItem.DESTINATION_TAG));
        assertEquals(
                "Can be written. 41.0 GB free. This seed gets the folder robot-behavior-2026-11-24.",
                text(ReviewItem.OUTPUT_FOLDER));
        assertEquals("Checked at 14:32:08. Checking copies nothing.", page.checkedAt().get());
        assertEquals(Footer.Step.POSSIBLE, scene.footer().next());
    }

    @Test
    void what_will_be_copied_is_summed_up() {
        scene.onReview();

        assertEquals(
                List.of(
                        "Image linux/amd64 412.6 MB",
                        "Image linux/arm64 398.1 MB",
                        "Lock 1.5 kB",
                        "Policy 86.4 kB",
                        "3 attachments 9.2 kB",
                        "Total to copy 810.8 MB"),
                page.sizes().stream().map(cell -> cell.caption() + " " + cell.size()).toList());
        assertTrue(page.hint().get().text().startsWith("Start copies up to 810.8 MB."));
    }

    @Test
    void a_line_turns_as_soon_as_its_fact_is_told() {
        Deque<Runnable> told = new ArrayDeque<>();
        WizardScene slow = new WizardScene(new Threads(Runnable::run, told::add));
        slow.filledIn();
        drain(told);
        slow.wizard.next();
        slow.wizard.next();
        assertEquals(8, slow.wizard.review().count(ReviewLine.State.CHECKING));

        told.removeFirst().run();
        assertTrue(slow.wizard.review().command().get().contains("robot-behavior-2026-11-24"));
        told.removeFirst().run();

        assertEquals(ReviewLine.State.OK, slow.line(ReviewItem.TOOL).state());
        assertEquals(7, slow.wizard.review().count(ReviewLine.State.CHECKING));
        assertEquals(ReviewPage.State.CHECKING, slow.wizard.review().state().get());
        assertEquals(Footer.Step.IMPOSSIBLE, slow.footer().next());
    }

    @Test
    void what_an_earlier_look_still_tells_is_not_listened_to() {
        Deque<Runnable> told = new ArrayDeque<>();
        WizardScene slow = new WizardScene(new Threads(Runnable::run, told::add));
        slow.filledIn();
        drain(told);
        slow.wizard.next();
        slow.wizard.next();
        Deque<Runnable> ofTheFirst = new ArrayDeque<>(told);
        told.clear();
        slow.wizard.checkAgain();

        drain(ofTheFirst);

        assertEquals(8, slow.wizard.review().count(ReviewLine.State.CHECKING));
    }

    @Test
    void a_login_that_is_wanted_is_a_problem_with_the_command_that_helps() {
        scene.backend.review(
                (order, told) -> {
                    ScriptedBackend.answering(order, told);
                    told.accept(
                            new ReviewFact.Blocked(
                                    ReviewItem.DESTINATION_REGISTRY, Sample.loginWanted()));
                });

        scene.onReview();

        ReviewLine line = scene.line(ReviewItem.DESTINATION_REGISTRY);
        assertEquals(ReviewLine.State.PROBLEM, line.state());
        assertEquals("Login needed: " + Sample.loginWanted().seen(), line.text().toString());
        assertEquals(Optional.of("skopeo login " + Sample.EDGE), line.command());
        assertEquals(ReviewLine.Remedy.CREDENTIALS_FILE, line.remedy());
        assertEquals("Not checked: needs the login.", text(ReviewItem.SIGNATURES));
        assertEquals(ReviewPage.State.NOT_READY, page.state().get());
        assertEquals("1 problem", scene.rail(Page.REVIEW).status());
        assertEquals("_Next: Report", scene.footer().nextLabel());
    }

    @Test
    void credentials_chosen_on_the_review_are_looked_at_at_once() {
        scene.onReview();

        scene.wizard.useCredentials(Path.of("/media/stick/auth.json"));

        assertEquals(
                List.of(Optional.empty(), Optional.of(Path.of("/media/stick/auth.json"))),
                scene.backend.reviewed().stream().map(SeedOrder::authFile).toList());
        assertTrue(page.command().get().contains("--authfile /media/stick/auth.json"));
    }

    static Stream<Obstacle> obstacles() {
        return TextsTest.obstacles();
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void the_advice_of_every_obstacle_is_whole_and_names_buttons_that_are_there(Obstacle obstacle) {
        scene.backend.review(
                (_, told) ->
                        told.accept(
                                new ReviewFact.Blocked(ReviewItem.DESTINATION_REGISTRY, obstacle)));

        scene.onReview();

        String advice = scene.line(ReviewItem.DESTINATION_REGISTRY).advice().toString();
        assertFalse(advice.contains("{"), advice);
        assertFalse(advice.contains("Try again"), advice);
    }

    @Test
    void a_slow_link_is_a_warning_that_does_not_block() {
        scene.backend.review(
                (order, told) -> {
                    ScriptedBackend.allWell(order, told);
                    told.accept(
                            new ReviewFact.RegistryAnswered(
                                    Side.TO, ReviewFact.Transport.TLS, Duration.ofMillis(2_100)));
                });

        scene.onReview();

        assertEquals("Slow link: answers in 2.1 s.", text(ReviewItem.DESTINATION_REGISTRY));
        assertEquals("1 warning", scene.rail(Page.REVIEW).status());
        assertEquals(ReviewPage.State.READY, page.state().get());
    }

    @Test
    void a_bundle_that_cannot_pass_is_refused_here_in_the_words_of_the_report() {
        scene.backend.review(
                (order, told) -> {
                    ScriptedBackend.answering(order, told);
                    told.accept(
                            ScriptedBackend.rehearsed(
                                    order,
                                    new SeedOutcome.Refused(SeedStep.PREFLIGHT, Verdict.WRONG_KEY),
                                    Optional.of(
                                            Sample.failed(
                                                    order,
                                                    Sample.failure(
                                                            VerificationStep.SIGNATURES,
                                                            "image",
                                                            Verdict.WRONG_KEY,
                                                            "None by this key.")))));
                });

        scene.onReview();

        ReviewLine line = scene.line(ReviewItem.SIGNATURES);
        assertEquals(ReviewLine.State.PROBLEM, line.state());
        assertEquals(
                "The image is signed with another key. None by this key.", line.text().toString());
        assertEquals(ReviewPage.State.NOT_READY, page.state().get());
    }

    @Test
    void a_lock_that_calls_the_bundle_otherwise_is_a_warning_at_the_image() {
        remarking(new Warning(Warning.Kind.OTHER_NAME, "The lock calls this bundle robot-arm:v1."));

        ReviewLine line = scene.line(ReviewItem.SOURCE_IMAGE);
        assertEquals(ReviewLine.State.WARNING, line.state());
        assertEquals(
                List.of("The lock calls this bundle robot-arm:v1."),
                line.advice().stream().map(RichText::toString).toList());
        assertEquals(ReviewPage.State.READY, page.state().get());
    }

    @Test
    void a_bundle_older_than_the_one_it_replaces_is_a_warning_at_the_tag() {
        remarking(new Warning(Warning.Kind.OLDER_THAN_CURRENT, "This seed goes back."));

        assertEquals(ReviewLine.State.WARNING, scene.line(ReviewItem.DESTINATION_TAG).state());
        assertEquals(ReviewPage.State.READY, page.state().get());
    }

    private void remarking(Warning warning) {
        scene.backend.review(
                (order, told) -> {
                    ScriptedBackend.answering(order, told);
                    List<SeedEvent.Artifact> artifacts = ScriptedBackend.artifacts(order);
                    SeedReport good =
                            Sample.report(
                                    order,
                                    ScriptedBackend.verification(order),
                                    new SeedOutcome.Rehearsed());
                    told.accept(
                            new ReviewFact.Rehearsed(
                                    Sample.warned(good, warning, Set.of()),
                                    artifacts,
                                    Sample.total(artifacts)));
                });
        scene.onReview();
    }

    @Test
    void a_key_file_that_changed_since_it_was_shown_is_a_problem() {
        TrustedKey other = new TrustedKey("ECDSA P-256", Sample.digest("other"), new byte[] {2});
        scene.backend.keys(_ -> other);

        scene.onReview();

        assertEquals(
                "The key file has changed since you looked at it.", text(ReviewItem.SIGNATURES));
        assertEquals(ReviewPage.State.NOT_READY, page.state().get());
    }

    @Test
    void obstacles_of_the_rehearsal_stand_in_the_line_they_belong_to() {
        scene.backend.review(
                (order, told) -> {
                    ScriptedBackend.answering(order, told);
                    SeedReport stopped =
                            Sample.report(
                                    order,
                                    Optional.empty(),
                                    new SeedOutcome.Stopped(
                                            SeedStep.PREFLIGHT,
                                            List.of(
                                                    Sample.loginWanted(),
                                                    new Obstacle.StorageFailed(
                                                            Attempt.with("writing", "/seeds"),
                                                            "the disk is full"))));
                    told.accept(new ReviewFact.Rehearsed(stopped, List.of(), 0));
                });

        scene.onReview();

        assertEquals(ReviewLine.State.PROBLEM, scene.line(ReviewItem.DESTINATION_REGISTRY).state());
        assertEquals(ReviewLine.State.PROBLEM, scene.line(ReviewItem.OUTPUT_FOLDER).state());
        assertEquals("2 problems", scene.rail(Page.REVIEW).status());
    }

    @Test
    void verification_that_is_off_is_coloured_as_a_problem_but_does_not_block() {
        scene.filledIn().wizard.trust().confirmation().set("skip verification");
        scene.onReview();

        assertEquals(ReviewLine.State.UNSAFE, scene.line(ReviewItem.SIGNATURES).state());
        assertEquals(RailItem.Mark.ALERT, scene.rail(Page.REVIEW).mark());
        assertEquals(ReviewPage.State.READY, page.state().get());
        assertTrue(page.command().get().contains("--skip-verify"));
    }

    @Test
    void any_change_on_an_earlier_page_is_looked_at_again() {
        scene.onReview();
        scene.wizard.back();
        scene.wizard.next();
        assertEquals(1, scene.backend.reviewed().size());

        scene.wizard.back();
        scene.wizard.trust().age().set("30");
        scene.wizard.next();

        assertEquals(2, scene.backend.reviewed().size());
        assertTrue(page.command().get().contains("--max-age 720h"));
    }

    @Test
    void an_error_of_the_program_is_said_and_nothing_can_start() {
        scene.backend.review(
                (_, _) -> {
                    throw new IllegalStateException("a bug");
                });

        scene.onReview();

        assertEquals(8, page.count(ReviewLine.State.NOT_CHECKED));
        assertTrue(page.hint().get().text().contains("a bug"));
        assertEquals("Not ready", scene.rail(Page.REVIEW).status());
        assertEquals(
                "Not checked: an error in this program came first.", text(ReviewItem.SIGNATURES));
        scene.wizard.next();
        assertEquals(List.of(), scene.backend.seeded());
    }

    private String text(ReviewItem item) {
        return scene.line(item).text().toString();
    }

    private static void drain(Deque<Runnable> runnables) {
        while (!runnables.isEmpty()) {
            runnables.removeFirst().run();
        }
    }
}
