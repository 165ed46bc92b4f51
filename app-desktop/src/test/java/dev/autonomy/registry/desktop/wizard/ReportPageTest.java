package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportPageTest {

    private final WizardScene scene = new WizardScene();

    @Test
    void a_good_seed_is_green_and_shows_checks_and_pins() {
        scene.onReview().wizard.next();

        ReportContent report = scene.report();
        assertEquals(Tone.GOOD, report.banner().tone());
        assertEquals("Verified and published", report.banner().title());
        assertEquals(
                List.of(
                        "3 of 3 valid with your key",
                        "Image, lock and policy are what was signed",
                        "The lock has not been changed",
                        "Lock and policy agree"),
                report.checks().stream().map(ReportContent.Check::summary).toList());
        assertEquals(
                List.of("Image", "Lock", "Policy"),
                report.pins().stream().map(ReportContent.Pin::name).toList());
        assertEquals(
                Sample.EDGE + "/fleet/robot-behavior@" + Sample.digest("image"),
                report.pins().getFirst().pinned());
        assertEquals("Verified", scene.rail(Page.REPORT).status());
        assertEquals("Seed a_nother", scene.footer().nextLabel());
    }

    @Test
    void an_image_alone_says_that_lock_and_policy_were_not_asked_for() {
        scene.filledIn().wizard.where().withSidecars().set(false);
        scene.onReview().wizard.next();

        ReportContent report = scene.report();
        assertEquals("Verified and published, image only", report.banner().title());
        assertEquals(List.of("Lock and policy were not asked for."), report.banner().notes());
        assertEquals(ReportContent.Check.Outcome.NOT_ASKED_FOR, report.checks().get(2).outcome());
        assertEquals(
                "The image is what was signed",
                report.checks().get(1).summary(),
                "a claim about lock and policy would be untrue here");
    }

    @Test
    void a_seed_without_verification_is_never_green_and_claims_no_check() {
        scene.filledIn().wizard.trust().confirmation().set("skip verification");
        scene.onReview().wizard.next();

        ReportContent report = scene.report();
        assertEquals(Tone.PROBLEM, report.banner().tone());
        assertEquals("Published without verification", report.banner().title());
        assertTrue(report.checks().isEmpty());
        assertEquals(RailItem.Mark.ALERT, scene.rail(Page.REPORT).mark());
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"VERIFIED", "VERIFIED_IMAGE_ONLY", "SKIPPED"})
    void every_verdict_against_a_bundle_is_red_and_says_what_to_do(Verdict verdict) {
        for (VerificationStep step : VerificationStep.values()) {
            refusedBy(step, verdict);

            ReportContent report = scene.report();
            assertEquals(Tone.PROBLEM, report.banner().tone());
            assertTrue(
                    report.banner().title().startsWith("Not published: "), report.banner().title());
            assertFalse(report.advice().isEmpty());
            assertEquals(ReportContent.Retry.AGAIN, report.retry());
        }
    }

    @Test
    void a_refusal_names_artifact_registry_step_and_what_was_expected_and_found() {
        refusedBy(VerificationStep.FINGERPRINT, Verdict.TAMPERED);

        String details = scene.report().plainDetails();
        assertTrue(
                details.startsWith("Not published: the fingerprint of the lock does not match\n"),
                details);
        assertTrue(details.contains("What happened: The lock was changed.\n"), details);
        assertTrue(details.contains("Registry: " + Sample.EDGE + "\n"), details);
        assertTrue(details.contains("Run step: 4 of 5, Verify\n"), details);
        assertTrue(details.contains("Expected: " + Sample.digest("expected") + "\n"), details);
        assertTrue(details.contains("Found: " + Sample.digest("found") + "\n"), details);
        assertTrue(details.contains("Verdict: tampered (exit code 13)\n"), details);
        assertEquals(ReportContent.Check.Outcome.FAILED, scene.report().checks().get(2).outcome());
        assertTrue(scene.report().banner().meaning().contains("still holds the old bundle"));
    }

    @Test
    void a_login_that_is_wanted_ends_in_a_card_with_the_command_and_a_way_to_try_again() {
        stoppedAt(SeedStep.REPLICATE, Sample.loginWanted());

        ReportContent report = scene.report();
        assertEquals(Tone.WARNING, report.banner().tone());
        assertEquals("Stopped: the registry wants a login", report.banner().title());
        assertEquals(Optional.of("skopeo login " + Sample.EDGE), report.command());
        assertEquals(ReportContent.Retry.AGAIN, report.retry());
        assertEquals(ReviewLine.Remedy.CREDENTIALS_FILE, report.remedy());
        assertTrue(
                report.plainDetails()
                        .contains("Registry said: the registry wants a login: HTTP status 401"));
        assertTrue(report.plainDetails().contains("Kind: access-denied (exit code 6)\n"));
        assertEquals("Login needed", scene.rail(Page.REPORT).status());
        assertEquals("Stopped at Image", scene.rail(Page.RUN).status());
    }

    @Test
    void a_credentials_file_is_used_from_then_on() {
        stoppedAt(SeedStep.REPLICATE, Sample.loginWanted());
        scene.backend.seed(ScriptedBackend::wholeSeed);

        scene.wizard.useCredentials(Path.of("/media/stick/auth.json"));
        scene.wizard.next();

        assertEquals(
                Optional.of(Path.of("/media/stick/auth.json")),
                scene.backend.seeded().getLast().authFile());
        assertTrue(
                scene.wizard
                        .review()
                        .command()
                        .get()
                        .contains("--authfile /media/stick/auth.json"));
    }

    @Test
    void bytes_that_contradict_their_digest_are_red() {
        stoppedAt(
                SeedStep.DIGESTS,
                new Obstacle.Contradiction(
                        Attempt.at("reading", Sample.TO, Sample.EDGE), "this", "that"));

        assertEquals(Tone.PROBLEM, scene.report().banner().tone());
        assertTrue(scene.report().plainDetails().contains("Expected: this\nFound: that\n"));
    }

    @Test
    void a_failure_while_publishing_does_not_claim_that_nothing_changed() {
        stoppedAt(
                SeedStep.PUBLISH,
                new Obstacle.Unreachable(
                        Obstacle.Unreachable.Reason.CONNECTION_LOST,
                        Attempt.at("publishing", Sample.TO, Sample.EDGE),
                        "reset. Tags now: :v1 was put back"));

        assertFalse(scene.report().banner().meaning().contains("unchanged"));
        assertTrue(scene.report().plainDetails().contains("Tags now: :v1 was put back"));
    }

    @Test
    void several_obstacles_are_all_told() {
        stoppedAt(
                SeedStep.PREFLIGHT,
                new Obstacle.ToolMissing(
                        Obstacle.ToolMissing.Reason.ABSENT,
                        Attempt.locally("looking for skopeo"),
                        "no skopeo on the PATH"),
                new Obstacle.StorageFailed(Attempt.with("creating", "/seeds"), "the disk is full"));

        String details = scene.report().plainDetails();
        assertTrue(details.contains("no skopeo on the PATH"), details);
        assertTrue(details.contains("the disk is full"), details);
    }

    @Test
    void an_error_of_the_program_is_a_result_too() {
        scene.backend.seed(
                (_, _) -> {
                    throw new IllegalStateException("a bug");
                });

        scene.onReview().wizard.next();

        assertEquals("Stopped: an error in this program", scene.report().banner().title());
        assertTrue(scene.report().plainDetails().contains("internal (exit code 1)"));
    }

    @Test
    void a_result_stays_until_it_is_dismissed() {
        scene.onReview().wizard.next();
        scene.wizard.goTo(Page.WHERE);
        scene.wizard.goTo(Page.REPORT);
        assertEquals("Verified and published", scene.report().banner().title());

        scene.wizard.next();

        assertEquals(Page.WHERE, scene.wizard.page().get());
        assertTrue(scene.wizard.report().content().get().isEmpty());
    }

    @Test
    void the_saved_report_is_one_escaped_file_with_the_same_content() {
        stoppedAt(
                SeedStep.REPLICATE,
                new Obstacle.Unreachable(
                        Obstacle.Unreachable.Reason.SERVER_ERROR,
                        Attempt.at("copying", Sample.TO, Sample.EDGE),
                        "500 <script>alert('x')</script> & \"more\" \u0007"));

        String html = scene.wizard.report().html().orElseThrow();

        assertTrue(
                html.contains(
                        "500 &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot; &lt;U+0007&gt;"));
        assertFalse(html.contains("<script"));
        assertFalse(
                html.contains("http-equiv=\"refresh\"")
                        || html.contains(" src=")
                        || html.contains(" href="));
        assertTrue(html.contains("@media print"));
        for (ReportContent.Detail detail : scene.report().details()) {
            assertTrue(html.contains(detail.label()), detail.label());
        }
    }

    @Test
    void what_the_image_was_signed_as_is_told() {
        scene.onReview().wizard.next();

        assertTrue(
                scene.report()
                        .plainDetails()
                        .contains("registry.upstream.example.com/fleet/robot-behavior\n"));
        assertTrue(labels().contains("Signed as"), () -> labels().toString());
    }

    @Test
    void a_signature_that_names_no_repository_claims_none() {
        scene.backend.seed(
                (order, _) ->
                        Sample.report(
                                order,
                                Optional.of(Sample.signedWithoutName(order)),
                                new SeedOutcome.Seeded()));
        scene.onReview().wizard.next();

        assertFalse(labels().contains("Signed as"), () -> labels().toString());
    }

    private List<String> labels() {
        return scene.report().details().stream().map(ReportContent.Detail::label).toList();
    }

    @Test
    void saving_replaces_a_link_and_leaves_what_it_leads_to(@TempDir Path folder) throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Path file = Files.createSymbolicLink(folder.resolve("report.html"), precious);
        scene.onReview().wizard.next();

        scene.wizard.report().save(file);

        assertEquals("precious", Files.readString(precious));
        assertFalse(Files.isSymbolicLink(file));
        assertEquals(scene.wizard.report().html().orElseThrow(), Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count(), "no temporary file stays");
        }
    }

    @Test
    void a_good_report_saves_its_checks_and_pins() {
        scene.onReview().wizard.next();

        String html = scene.wizard.report().html().orElseThrow();

        for (ReportContent.Pin pin : scene.report().pins()) {
            assertTrue(html.contains(pin.pinned()), pin.pinned());
        }
        for (ReportContent.Check check : scene.report().checks()) {
            assertTrue(html.contains(check.summary()), check.summary());
        }
        assertTrue(html.contains(Sample.KEY.fingerprint().toString()));
    }

    @Test
    void a_report_says_both_ends_key_versions_times_with_zone_and_exit_code() {
        scene.onReview().wizard.next();

        assertParticulars(Sample.TO + "@" + Sample.digest("image"), "Kind: seeded (exit code 0)");
    }

    @Test
    void a_refusal_says_the_same_of_the_seed() {
        refusedBy(VerificationStep.FINGERPRINT, Verdict.TAMPERED);

        assertParticulars(Sample.TO, "Verdict: tampered (exit code 13)");
    }

    @Test
    void a_cancelled_run_says_what_its_review_found_out() {
        scene.backend.seed(
                (_, _) -> {
                    throw new InterruptedException();
                });
        scene.onReview().wizard.next();

        assertParticulars(Sample.TO, "Kind: cancelled (exit code 130)");
    }

    private void assertParticulars(String to, String outcome) {
        SavedReport kept = scene.backend.kept().getLast();
        List<String> facts =
                List.of(
                        "From: " + Sample.FROM + "@" + Sample.digest("image"),
                        "To: " + to,
                        "Tag held before: " + Sample.digest("old image"),
                        "Key fingerprint: " + Sample.KEY.fingerprint(),
                        "Files in: /home/kim/seeds/robot-behavior-2026-11-24",
                        "Started: Nov 24, 2026, 2:32:08\u202fPM UTC",
                        "Ended: Nov 24, 2026, 2:32:08\u202fPM UTC",
                        "Versions: autonomy 1.0.0, skopeo 1.18.0, Java 25.0.1, Linux 6.12 amd64",
                        outcome);
        for (String fact : facts) {
            assertTrue(
                    scene.report().plainDetails().contains(fact + "\n"),
                    () -> fact + " in " + scene.report().plainDetails());
            assertTrue(kept.log().contains(fact + "\n"), () -> fact + " in " + kept.log());
            assertTrue(
                    kept.html().contains(fact.substring(fact.indexOf(": ") + 2)),
                    () -> fact + " in " + kept.html());
        }
    }

    @Test
    void the_key_is_whole_wherever_a_report_names_it() {
        scene.onReview().wizard.next();

        SavedReport kept = scene.backend.kept().getLast();
        assertFalse(kept.html().contains("…"), kept.html());
        assertFalse(kept.log().contains("…"), kept.log());
    }

    @Test
    void a_log_tells_every_event_of_the_run_in_order() {
        scene.onReview().wizard.next();

        String log = scene.backend.kept().getLast().log();
        int before = 0;
        for (String event :
                List.of(
                        "run-started " + Sample.FROM + " to " + Sample.TO,
                        "planned 6 artifacts, ",
                        "artifact-started image " + Sample.digest("image"),
                        "artifact-finished image, copied",
                        "step-finished 5 publish")) {
            int at = log.indexOf("2026-11-24T14:32:08Z  " + event);
            assertTrue(at > before, event + " in " + log);
            before = at;
        }
    }

    @Test
    void nothing_sent_is_not_told_as_a_speed() {
        scene.backend.seed(
                (order, observer) -> {
                    ScriptedBackend.wholeSeed(order, observer);
                    return Sample.unchanged(
                            Sample.report(
                                    order,
                                    ScriptedBackend.verification(order),
                                    new SeedOutcome.Seeded()));
                });
        scene.onReview().wizard.next();

        assertEquals(
                "The destination holds exactly what your key signed. Nothing had to be copied.",
                scene.report().banner().meaning());
    }

    @Test
    void a_run_cancelled_while_it_published_does_not_claim_that_nothing_changed() {
        scene.backend.seed(
                (order, observer) -> {
                    ScriptedBackend.planned(order, observer, Sample.NOW);
                    ScriptedBackend.stepsUpTo(SeedStep.PUBLISH, observer);
                    throw new InterruptedException();
                });
        scene.onReview().wizard.next();

        assertFalse(scene.report().banner().meaning().contains("unchanged"));
    }

    @Test
    void a_copy_of_a_report_is_never_offered_under_a_name_that_is_taken(@TempDir Path folder)
            throws Exception {
        scene.wizard.where().folderText().set(folder.toString());
        scene.onReview().wizard.next();
        Path first = scene.wizard.report().suggestedFile().orElseThrow();
        Files.createDirectories(first.getParent());
        scene.wizard.report().save(first);

        Path second = scene.wizard.report().suggestedFile().orElseThrow();

        assertTrue(Files.exists(first));
        assertFalse(Files.exists(second), second.toString());
    }

    private void refusedBy(VerificationStep step, Verdict verdict) {
        scene.backend.seed(
                (order, observer) -> {
                    ScriptedBackend.wholeSeed(order, observer);
                    return Sample.report(
                            order,
                            Optional.of(
                                    Sample.failed(
                                            order,
                                            Sample.failure(
                                                    step,
                                                    "lock",
                                                    verdict,
                                                    "The lock was changed."))),
                            new SeedOutcome.Refused(SeedStep.VERIFY, verdict));
                });
        if (scene.wizard.report().content().get().isEmpty()) {
            scene.onReview();
        }
        scene.wizard.next();
    }

    private void stoppedAt(SeedStep step, Obstacle... obstacles) {
        scene.backend.seed(
                (order, observer) -> {
                    ScriptedBackend.halfOf(order, observer, Sample.NOW);
                    return Sample.report(
                            order,
                            Optional.empty(),
                            new SeedOutcome.Stopped(step, List.of(obstacles)));
                });
        scene.onReview().wizard.next();
    }
}
