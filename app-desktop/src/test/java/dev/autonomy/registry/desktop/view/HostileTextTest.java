package dev.autonomy.registry.desktop.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.desktop.wizard.Hostile;
import dev.autonomy.registry.desktop.wizard.Page;
import dev.autonomy.registry.desktop.wizard.SavedReport;
import dev.autonomy.registry.model.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Wherever a text can come from outside, no page, report or log shows what hides in it. */
class HostileTextTest {

    @BeforeAll
    static void start() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    static Stream<Hostile> inlets() {
        return Stream.of(Hostile.values());
    }

    @ParameterizedTest
    @MethodSource("inlets")
    void nothing_that_hides_is_shown(Hostile inlet) throws Exception {
        ScreenshotsTest.Play play = new ScreenshotsTest.Play();
        Stage stage = onFx(Stage::new);
        List<String> said = new ArrayList<>();
        onFx(
                () -> {
                    new WizardWindow(
                            stage, play.scene().wizard, new PlayedDesk().desk(), 1024, 700);
                    inlet.play(play.scene());
                    return stage;
                });
        WaitForAsyncUtils.waitForFxEvents();
        for (Page page : Page.values()) {
            onFx(
                    () -> {
                        said.addAll(Words.of(stage.getScene().getRoot()).all());
                        play.scene().wizard.goTo(page);
                        stage.getScene().getRoot().applyCss();
                        stage.getScene().getRoot().layout();
                        return said.addAll(Words.of(stage.getScene().getRoot()).all());
                    });
        }
        for (SavedReport kept : play.scene().backend.kept()) {
            said.add(kept.html());
            said.add(kept.log());
        }
        play.scene().wizard.report().content().get().ifPresent(it -> said.add(it.plainDetails()));
        end(play);
        assertEquals(
                List.of(),
                said.stream()
                        .filter(text -> !text.codePoints().allMatch(VisibleText::isVisible))
                        .toList());
        assertTrue(
                said.stream().anyMatch(text -> text.contains("<U+202E>")),
                () -> "it came to no page: " + said);
    }

    private static void end(ScreenshotsTest.Play play) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        onFx(
                () -> {
                    play.scene().wizard.stopThen(ended::countDown);
                    return ended;
                });
        assertTrue(ended.await(10, TimeUnit.SECONDS));
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get(20, TimeUnit.SECONDS);
    }
}
