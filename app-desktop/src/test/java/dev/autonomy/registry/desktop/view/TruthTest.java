package dev.autonomy.registry.desktop.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.desktop.wizard.Page;
import dev.autonomy.registry.desktop.wizard.ReviewLine;
import dev.autonomy.registry.desktop.wizard.ReviewPage;
import dev.autonomy.registry.desktop.wizard.RunPage;
import dev.autonomy.registry.desktop.wizard.WizardScene;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ProgressIndicator;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Reads every label of every page in every state against what is so in that state. */
class TruthTest {

    @BeforeAll
    static void start() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    /** A claim that a text makes, and when it is true. */
    private record Claim(Pattern words, Predicate<Situation> isTrue) {

        Claim(String words, Predicate<Situation> isTrue) {
            this(Pattern.compile(words), isTrue);
        }
    }

    private static final List<Claim> CLAIMS =
            List.of(
                    new Claim(
                            "all checks pass|once it is verified|All checks", Situation::verifies),
                    new Claim("Signatures are still checked|Verify$", Situation::verifies),
                    new Claim("what your key signed|^Verified", Situation::verifies),
                    new Claim("\\babove\\b|\\bbelow\\b", _ -> false),
                    new Claim("Known once", at -> at.review() == ReviewPage.State.CHECKING),
                    new Claim("^0 B/s|\\b0 B/s", _ -> false),
                    new Claim("\\d/s$|B/s|^About .* left$", Situation::moves),
                    new Claim("^Copying$", Situation::moves),
                    new Claim("^Next: Report$", at -> at.leadsTo(Page.REPORT)),
                    new Claim("^Next: Run$", at -> at.leadsTo(Page.RUN)),
                    new Claim("^Start seeding$|^Ready to start$", at -> !at.isRefused()),
                    new Claim(
                            "^All well$|^Will replace|^What will be copied", at -> !at.isRefused()),
                    new Claim("^Nothing has been copied", _ -> false),
                    new Claim("MB in \\d+ m?s", _ -> false),
                    new Claim("Try again", at -> at.hasButton("Try again")),
                    new Claim("Check again", at -> at.hasButton("Check again")),
                    new Claim(
                            "[Tt]he report (says|tells)|(Send|Save) the report",
                            at ->
                                    at.hasButton("Save report…")
                                            || at.hasButton("Next: Report")
                                            || at.page() == Page.RUN),
                    new Claim(
                            "No data for",
                            at -> at.scene().wizard.run().state().get() == RunPage.State.RUNNING));

    /** A page as it is, and what is so. */
    private record Situation(WizardScene scene, Stage stage, List<String> seen, boolean isStill) {

        Page page() {
            return scene.wizard.page().get();
        }

        boolean verifies() {
            return !scene.wizard.trust().skipping().get();
        }

        ReviewPage.State review() {
            return scene.wizard.review().state().get();
        }

        boolean isRefused() {
            return page() == Page.REVIEW
                    && scene.wizard.review().count(ReviewLine.State.PROBLEM) > 0;
        }

        boolean moves() {
            return scene.wizard.run().state().get() == RunPage.State.RUNNING && !isStill;
        }

        boolean hasButton(String label) {
            return seen.contains(label);
        }

        /** A button that cannot be pressed yet names the page it will lead to. */
        boolean leadsTo(Page wanted) {
            return switch (page()) {
                case REVIEW -> wanted == (scene.wizard.run().isRunning() ? Page.RUN : Page.REPORT);
                case RUN -> wanted == Page.REPORT;
                case WHERE, TRUST, REPORT -> false;
            };
        }
    }

    static Stream<String> scenes() {
        return ScreenshotsTest.plays().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void every_label_is_true_of_its_state(String name) throws Exception {
        ScreenshotsTest.Play play = new ScreenshotsTest.Play();
        Stage stage = onFx(Stage::new);
        onFx(
                () -> {
                    new WizardWindow(
                            stage, play.scene().wizard, new PlayedDesk().desk(), 1024, 700);
                    ScreenshotsTest.plays().get(name).accept(play);
                    return stage;
                });
        WaitForAsyncUtils.waitForFxEvents();
        List<String> untrue = new ArrayList<>();
        for (Page page : Page.values()) {
            onFx(
                    () -> {
                        if (page != play.scene().wizard.page().get()) {
                            play.scene().wizard.goTo(page);
                        }
                        untrue.addAll(untrue(play.scene(), stage, name.contains("quiet")));
                        return page;
                    });
        }
        end(play.scene());
        assertEquals(List.of(), untrue);
    }

    private static List<String> untrue(WizardScene scene, Stage stage, boolean isStill) {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
        List<String> seen = Words.of(stage.getScene().getRoot()).seen();
        Situation at = new Situation(scene, stage, seen, isStill);
        List<String> untrue = new ArrayList<>();
        for (String text : seen) {
            for (Claim claim : CLAIMS) {
                if (claim.words().matcher(text).find() && !claim.isTrue().test(at)) {
                    untrue.add(at.page() + ": " + text);
                }
            }
        }
        if (isStill && at.page() == Page.RUN && spins(stage.getScene().getRoot())) {
            untrue.add("something spins while nothing moves");
        }
        return untrue;
    }

    private static boolean spins(Node node) {
        boolean isSpinner =
                node instanceof ProgressIndicator ring
                        && ring.isIndeterminate()
                        && ring.isVisible();
        return isSpinner
                || node instanceof Parent parent
                        && parent.getChildrenUnmodifiable().stream().anyMatch(TruthTest::spins);
    }

    private static void end(WizardScene scene) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        onFx(
                () -> {
                    scene.wizard.stopThen(ended::countDown);
                    return ended;
                });
        assertTrue(ended.await(10, TimeUnit.SECONDS));
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get(20, TimeUnit.SECONDS);
    }
}
