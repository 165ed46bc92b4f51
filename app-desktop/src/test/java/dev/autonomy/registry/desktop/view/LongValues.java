package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.view.ScreenshotsTest.Play;
import dev.autonomy.registry.desktop.wizard.ReviewFact;
import dev.autonomy.registry.desktop.wizard.ReviewItem;
import dev.autonomy.registry.desktop.wizard.Sample;
import dev.autonomy.registry.desktop.wizard.ScriptedBackend;
import dev.autonomy.registry.desktop.wizard.SeedOrder;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.progress.SeedObserver;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Pages whose every value is longer than a line: words of registries and tools, paths, digests. */
final class LongValues {

    private static final String REGISTRY =
            "a-registry-of-the-northern-sites.intranet.department.example.com:5000";
    private static final String REPOSITORY =
            REGISTRY + "/" + "a-team-with-a-long-name/".repeat(4) + "robot-behavior";
    private static final String REFERENCE = REPOSITORY + ":v2026.11.23-rc.1-" + "x".repeat(60);
    private static final Path FILE =
            Path.of("/media/kim/" + "a stick with many folders/".repeat(6) + "cosign.pub");
    private static final String SAID =
            "HTTP status 502 (UNKNOWN: the upstream of "
                    + REGISTRY
                    + " answered "
                    + "<html>".repeat(30)
                    + "), after it had been asked three times for each of the manifests";
    private static final String LINES =
            "time=\"2026-11-24T14:32:08Z\" level=fatal msg=\"writing blob:\n\tPatch \\\""
                    + REPOSITORY
                    + "\\\": EOF\"\nexit status 1";

    private LongValues() {}

    static Map<String, Consumer<Play>> plays() {
        Map<String, Consumer<Play>> plays = new LinkedHashMap<>();
        plays.put("long-1-invalid", LongValues::invalid);
        plays.put("long-2-trust", LongValues::trust);
        plays.put("long-2-refused", LongValues::refusedKey);
        plays.put("long-3-problems", LongValues::problems);
        plays.put("long-4-run", LongValues::run);
        plays.put("long-5-stopped", play -> run(play, LongValues::stopped));
        plays.put("long-5-refused", play -> run(play, LongValues::refused));
        plays.put("long-5-bug", play -> run(play, LongValues::bug));
        plays.put("long-5-login", LongValues::login);
        plays.put("long-5-verified", LongValues::verified);
        return plays;
    }

    private static void fillIn(Play play) {
        play.scene().wizard.where().from().text().set(REFERENCE);
        play.scene().wizard.where().to().text().set(REFERENCE.replace("northern", "southern"));
        play.scene().wizard.where().folderText().set(FILE.getParent().toString());
        play.scene().wizard.trust().choose(FILE);
    }

    private static void run(Play play, ScriptedBackend.SeedScript script) {
        fillIn(play);
        play.run(script);
        play.scene()
                .wizard
                .report()
                .save(Path.of("/nowhere").resolve(FILE.toString().substring(1)));
    }

    private static void invalid(Play play) {
        fillIn(play);
        play.scene().wizard.where().to().text().set(REFERENCE.replace("robot", "Robot"));
        play.scene().wizard.where().to().settle();
    }

    private static void trust(Play play) {
        fillIn(play);
        play.scene().wizard.next();
    }

    private static void refusedKey(Play play) {
        play.scene()
                .backend
                .keys(
                        file -> {
                            throw new Obstacle.TrustUnusable(
                                    Attempt.with("reading the public key", file.toString()), SAID);
                        });
        trust(play);
    }

    private static void problems(Play play) {
        play.scene()
                .backend
                .review(
                        (order, told) -> {
                            ScriptedBackend.answering(order, told);
                            for (ReviewItem item : ReviewItem.values()) {
                                told.accept(new ReviewFact.Blocked(item, lost()));
                            }
                            told.accept(
                                    new ReviewFact.Blocked(
                                            ReviewItem.DESTINATION_REGISTRY, Sample.loginWanted()));
                        });
        fillIn(play);
        play.scene().wizard.next();
        play.scene().wizard.next();
    }

    private static void run(Play play) {
        fillIn(play);
        play.runHalf(SAID);
    }

    private static Obstacle lost() {
        return new Obstacle.Unreachable(
                Obstacle.Unreachable.Reason.SERVER_ERROR,
                Attempt.at("reading the manifest of", REFERENCE, REGISTRY),
                SAID,
                LINES);
    }

    private static SeedReport stopped(SeedOrder order, SeedObserver observer) {
        ScriptedBackend.halfOf(order, observer, Sample.NOW);
        return Sample.report(
                order,
                Optional.empty(),
                new SeedOutcome.Stopped(SeedStep.REPLICATE, List.of(lost(), lost())));
    }

    private static void login(Play play) {
        run(
                play,
                (order, _) ->
                        Sample.report(
                                order,
                                Optional.empty(),
                                new SeedOutcome.Stopped(
                                        SeedStep.REPLICATE,
                                        List.of(
                                                new Obstacle.AccessDenied(
                                                        Obstacle.AccessDenied.Reason.LOGIN_WANTED,
                                                        Attempt.at(
                                                                "reading the manifest of",
                                                                REFERENCE,
                                                                REGISTRY),
                                                        SAID)))));
        play.scene().wizard.useCredentials(FILE);
    }

    private static SeedReport refused(SeedOrder order, SeedObserver observer) {
        ScriptedBackend.planned(order, observer, Sample.NOW);
        ScriptedBackend.stepsUpTo(SeedStep.VERIFY, observer);
        return Sample.report(
                order,
                Optional.of(
                        Sample.failed(
                                order,
                                new Finding(
                                        VerificationStep.SIGNATURES,
                                        "lock",
                                        new StepOutcome.Fail(Verdict.WRONG_KEY),
                                        Optional.of(
                                                "a signature by ECDSA P-256 key "
                                                        + Sample.digest("key")),
                                        Optional.of("3 signatures by other keys: " + SAID),
                                        "Nobody who is trusted signed the lock of " + REFERENCE,
                                        List.of(
                                                REPOSITORY + "@" + Sample.digest("1") + ": " + SAID,
                                                REPOSITORY
                                                        + "@"
                                                        + Sample.digest("2")
                                                        + ": "
                                                        + SAID)))),
                new SeedOutcome.Refused(SeedStep.VERIFY, Verdict.WRONG_KEY));
    }

    private static SeedReport bug(SeedOrder order, SeedObserver observer) {
        throw new IllegalStateException(SAID);
    }

    private static void verified(Play play) {
        run(
                play,
                (order, observer) ->
                        Sample.warned(
                                ScriptedBackend.wholeSeed(order, observer),
                                "The lock calls this bundle "
                                        + REFERENCE
                                        + ", and another was asked for: make sure that it is the"
                                        + " one you mean."));
    }
}
