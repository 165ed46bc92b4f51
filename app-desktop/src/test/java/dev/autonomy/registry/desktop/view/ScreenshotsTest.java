package dev.autonomy.registry.desktop.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.desktop.wizard.ReviewFact;
import dev.autonomy.registry.desktop.wizard.ReviewItem;
import dev.autonomy.registry.desktop.wizard.Sample;
import dev.autonomy.registry.desktop.wizard.ScriptedBackend;
import dev.autonomy.registry.desktop.wizard.SeedOrder;
import dev.autonomy.registry.desktop.wizard.Side;
import dev.autonomy.registry.desktop.wizard.Threads;
import dev.autonomy.registry.desktop.wizard.WizardScene;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Paints every page, light and dark, wide and narrow, with one invented bundle. The pictures are
 * kept (in {@code target/screenshots}, or where the property {@code screenshots} says), and a text
 * without room fails.
 */
class ScreenshotsTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("screenshots", "target/screenshots"));

    /** Window sizes, and how many pixels of the screen each of theirs takes. */
    private static final List<double[]> ROOMS =
            List.of(
                    new double[] {1024, 700, 1},
                    new double[] {1366, 768, 1},
                    new double[] {1920, 1080, 1},
                    new double[] {512, 350, 2},
                    new double[] {683, 384, 2},
                    new double[] {960, 540, 2},
                    new double[] {819, 560, 1.25},
                    new double[] {1008, 660, 1},
                    new double[] {852, 600, 1},
                    new double[] {1000, 700, 1.5},
                    new double[] {800, 600, 1},
                    new double[] {506, 320, 2});

    @BeforeAll
    static void start() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    static List<String> scenes() {
        return List.copyOf(plays().keySet());
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void every_page_can_be_read_in_full(String name) throws Exception {
        for (Theme theme : Theme.values()) {
            String suffix = theme == Theme.DARK ? "-dark" : "";
            check(paint(name, theme, 1024, 700), name + suffix);
        }
        check(paint(name, Theme.LIGHT, 512, 350), name + "-narrow");
        check(paint(name, Theme.LIGHT, 512, 1100), name + "-narrow-whole");
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void no_text_lies_over_another_or_is_cut_at_any_size(String name) throws Exception {
        List<String> faults = new ArrayList<>();
        for (double[] room : ROOMS) {
            look(
                            name,
                            Theme.LIGHT,
                            room[0],
                            room[1],
                            stage -> {
                                stage.setRenderScaleX(room[2]);
                                stage.setRenderScaleY(room[2]);
                                return Legibility.faults(stage.getScene());
                            })
                    .forEach(fault -> faults.add(Arrays.toString(room) + " " + fault));
        }
        assertEquals(List.of(), faults, () -> String.join("\n", faults));
    }

    @Test
    void a_failure_card_can_be_read_on_usual_screens() throws Exception {
        for (double[] screen : List.of(ROOMS.get(0), ROOMS.get(1), ROOMS.get(2))) {
            String size = "-%.0fx%.0f".formatted(screen[0], screen[1]);
            check(paint("5-login", Theme.LIGHT, screen[0], screen[1]), "5-login" + size);
            check(paint("5-login", Theme.DARK, screen[0], screen[1]), "5-login-dark" + size);
        }
    }

    private static void check(Picture picture, String name) throws Exception {
        picture.save(FOLDER.resolve(name + ".png"));
        assertEquals(List.of(), picture.cut(), name);
        assertTrue(picture.colours(20) == 20, () -> name + " is blank");
    }

    private static Picture paint(String name, Theme theme, double width, double height)
            throws Exception {
        return look(name, theme, width, height, stage -> Picture.of(stage.getScene()));
    }

    /** Plays in a window of its own, looks at it, and ends what goes on. */
    private static <T> T look(
            String name, Theme theme, double width, double height, Function<Stage, T> look)
            throws Exception {
        Play play = new Play();
        Stage stage = onFx(Stage::new);
        onFx(
                () -> {
                    WizardWindow window =
                            new WizardWindow(
                                    stage,
                                    play.scene().wizard,
                                    new PlayedDesk().desk(),
                                    width,
                                    height);
                    window.use(theme);
                    plays().get(name).accept(play);
                    return window;
                });
        WaitForAsyncUtils.waitForFxEvents();
        T seen = onFx(() -> look.apply(stage));
        CountDownLatch ended = new CountDownLatch(1);
        onFx(
                () -> {
                    play.scene().wizard.stopThen(ended::countDown);
                    return ended;
                });
        assertTrue(ended.await(10, TimeUnit.SECONDS));
        return seen;
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get(20, TimeUnit.SECONDS);
    }

    /** A wizard that answers at once, but for a run that a play lets go on beside it. */
    static final class Play {
        private boolean beside;
        private final WizardScene scene =
                new WizardScene(
                        new Threads(
                                task -> {
                                    if (beside) {
                                        Thread.startVirtualThread(task);
                                    } else {
                                        task.run();
                                    }
                                },
                                task -> {
                                    if (Platform.isFxApplicationThread()) {
                                        task.run();
                                    } else {
                                        Platform.runLater(task);
                                    }
                                }));

        WizardScene scene() {
            return scene;
        }

        void onTrust() {
            scene.filledIn().wizard.next();
        }

        void run(ScriptedBackend.SeedScript script) {
            scene.backend.seed(script);
            if (scene.wizard.where().from().text().get().isEmpty()) {
                scene.filledIn();
            }
            scene.wizard.next();
            scene.wizard.next();
            scene.wizard.next();
        }

        /** A copy that has been going on for three minutes. */
        void runHalf() {
            scene.filledIn();
            runHalf("the connection was reset");
        }

        /** The same with everything filled in, and this reason for a retry. */
        void runHalf(String reason) {
            runHalf(reason, _ -> {});
        }

        /** The same, and then something else is told. */
        void runHalf(String reason, Consumer<SeedObserver> then) {
            Instant now = Sample.NOW.plusSeconds(182);
            CountDownLatch told = new CountDownLatch(1);
            scene.backend.seed(
                    (order, observer) -> {
                        ScriptedBackend.halfOf(order, observer, now, reason);
                        then.accept(observer);
                        told.countDown();
                        new CountDownLatch(1).await();
                        throw new IllegalStateException("nobody lets this go on");
                    });
            scene.wizard.next();
            scene.wizard.next();
            beside = true;
            scene.wizard.next();
            try {
                told.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            scene.clock.pass(Duration.ofSeconds(182));
            scene.wizard.run().refresh();
        }
    }

    static Map<String, Consumer<Play>> plays() {
        Map<String, Consumer<Play>> plays = new LinkedHashMap<>();
        plays.put("1-where", play -> play.scene().filledIn());
        plays.put("1b-where-invalid", ScreenshotsTest::invalidDestination);
        plays.put("1c-where-long", ScreenshotsTest::longReferences);
        plays.put(
                "1d-where-read-as",
                play -> {
                    play.scene().filledIn().wizard.where().from().text().set("robot-behavior");
                });
        plays.put("2-trust", Play::onTrust);
        plays.put(
                "2a-trust-empty",
                play -> {
                    play.scene().wizard.where().from().text().set(Sample.FROM);
                    play.scene().wizard.where().to().text().set(Sample.TO);
                    play.scene().wizard.next();
                });
        plays.put("2b-trust-skip", ScreenshotsTest::skipping);
        plays.put("2c-trust-refused", ScreenshotsTest::notAKey);
        plays.put("3-review", ScreenshotsTest::slowLink);
        plays.put("3a-review-checking", ScreenshotsTest::checking);
        plays.put("3b-review-problem", ScreenshotsTest::loginInReview);
        plays.put("3c-review-refused", ScreenshotsTest::refusedInReview);
        plays.put("3d-review-unverified", ScreenshotsTest::unverifiedInReview);
        plays.put(
                "3e-review-bug",
                play -> {
                    play.scene()
                            .backend
                            .review(
                                    (_, _) -> {
                                        throw new IllegalStateException("a bug");
                                    });
                    play.scene().onReview();
                });
        plays.put("4-run", Play::runHalf);
        plays.put("4b-run-quiet", ScreenshotsTest::nothingMoves);
        plays.put("4d-run-quiet-without-a-link", ScreenshotsTest::linkIsLost);
        plays.put("4c-run-unverified", ScreenshotsTest::halfUnverified);
        plays.put(
                "5-already-there",
                play ->
                        play.run(
                                (order, observer) ->
                                        Sample.unchanged(
                                                ScriptedBackend.wholeSeed(order, observer))));
        plays.put("5-verified", ScreenshotsTest::seededInMinutes);
        plays.put(
                "5-verified-long",
                play -> {
                    longReferences(play);
                    play.run(ScriptedBackend::wholeSeed);
                });
        plays.put("5-failed", play -> play.run(ScreenshotsTest::tampered));
        plays.put(
                "5-refused",
                play -> {
                    refusedInReview(play);
                    play.scene().wizard.next();
                });
        plays.put("5-login", play -> play.run(ScreenshotsTest::loginWanted));
        plays.putAll(LongValues.plays());
        plays.put(
                "5-unverified",
                play -> {
                    play.scene().filledIn();
                    play.scene().wizard.trust().confirmation().set("skip verification");
                    play.run(ScriptedBackend::wholeSeed);
                });
        return plays;
    }

    private static void invalidDestination(Play play) {
        play.scene().filledIn();
        play.scene()
                .wizard
                .where()
                .to()
                .text()
                .set("edge-17.site-hanover.example:5000/fleet/Robot-behavior:v2026.11.23-rc.1");
        play.scene().wizard.where().to().settle();
    }

    private static void longReferences(Play play) {
        play.scene().filledIn();
        String path = "/" + "a-team-with-a-long-name/".repeat(5) + "robot-behavior:";
        play.scene()
                .wizard
                .where()
                .from()
                .text()
                .set("registry.upstream.example.com" + path + "v".repeat(60));
        play.scene().wizard.where().to().text().set(Sample.EDGE + path + "v".repeat(60));
        play.scene().wizard.where().folderText().set("/home/kim/" + "a-long-folder/".repeat(9));
    }

    private static void checking(Play play) {
        play.scene()
                .backend
                .review(
                        (_, told) -> {
                            told.accept(new ReviewFact.ToolFound(Sample.SKOPEO));
                            new CountDownLatch(1).await();
                        });
        play.onTrust();
        play.beside = true;
        play.scene().wizard.next();
    }

    private static void skipping(Play play) {
        play.onTrust();
        play.scene().wizard.trust().confirmation().set("skip verification");
    }

    private static void notAKey(Play play) {
        play.scene()
                .backend
                .keys(
                        file -> {
                            throw new Obstacle.TrustUnusable(
                                    Attempt.with("reading the public key", file.toString()),
                                    "it is a private key; choose the public key, usually cosign.pub");
                        });
        play.onTrust();
    }

    private static void slowLink(Play play) {
        play.scene()
                .backend
                .review(
                        (order, told) -> {
                            ScriptedBackend.allWell(order, told);
                            told.accept(
                                    new ReviewFact.RegistryAnswered(
                                            Side.TO,
                                            ReviewFact.Transport.TLS,
                                            Duration.ofMillis(2_100)));
                        });
        play.scene().onReview();
    }

    private static void loginInReview(Play play) {
        play.scene()
                .backend
                .review(
                        (order, told) -> {
                            ScriptedBackend.answering(order, told);
                            told.accept(
                                    new ReviewFact.Blocked(
                                            ReviewItem.DESTINATION_REGISTRY, Sample.loginWanted()));
                        });
        play.scene().onReview();
    }

    private static void refusedInReview(Play play) {
        play.scene()
                .backend
                .review(
                        (order, told) -> {
                            ScriptedBackend.answering(order, told);
                            told.accept(
                                    ScriptedBackend.rehearsed(
                                            order,
                                            new SeedOutcome.Refused(
                                                    SeedStep.PREFLIGHT, Verdict.TAMPERED),
                                            Optional.of(
                                                    Sample.failed(
                                                            order,
                                                            Sample.failure(
                                                                    VerificationStep.FINGERPRINT,
                                                                    "lock",
                                                                    Verdict.TAMPERED,
                                                                    "The lock was changed after it was fingerprinted.")))));
                        });
        play.scene().onReview();
    }

    private static void unverifiedInReview(Play play) {
        play.scene().filledIn().wizard.trust().confirmation().set("skip verification");
        play.scene().onReview();
    }

    private static void halfUnverified(Play play) {
        play.scene().filledIn().wizard.trust().confirmation().set("skip verification");
        play.runHalf();
    }

    private static void seededInMinutes(Play play) {
        play.run(
                (order, observer) -> {
                    play.scene().clock.pass(Duration.ofSeconds(262));
                    return ScriptedBackend.wholeSeed(order, observer);
                });
    }

    private static void nothingMoves(Play play) {
        play.runHalf();
        play.scene().clock.pass(Duration.ofSeconds(23));
        play.scene().wizard.run().refresh();
    }

    private static void linkIsLost(Play play) {
        Instant lost = Sample.NOW.plusSeconds(182);
        play.scene().filledIn();
        play.runHalf(
                "the connection was reset",
                observer ->
                        observer.on(
                                new SeedEvent.Waiting(
                                        lost, Sample.EDGE, lost, lost.plusSeconds(1800))));
        play.scene().clock.pass(Duration.ofSeconds(95));
        play.scene().wizard.run().refresh();
    }

    private static SeedReport tampered(SeedOrder order, SeedObserver observer) {
        ScriptedBackend.planned(order, observer, Sample.NOW);
        ScriptedBackend.stepsUpTo(SeedStep.VERIFY, observer);
        return Sample.report(
                order,
                Optional.of(
                        Sample.failed(
                                order,
                                Sample.failure(
                                        VerificationStep.DIGESTS,
                                        "lock",
                                        Verdict.TAMPERED,
                                        "The lock is about another image than the one beside it."))),
                new SeedOutcome.Refused(SeedStep.VERIFY, Verdict.TAMPERED));
    }

    private static SeedReport loginWanted(SeedOrder order, SeedObserver observer) {
        ScriptedBackend.halfOf(order, observer, Sample.NOW);
        return Sample.report(
                order,
                Optional.empty(),
                new SeedOutcome.Stopped(SeedStep.REPLICATE, List.of(Sample.loginWanted())));
    }
}
