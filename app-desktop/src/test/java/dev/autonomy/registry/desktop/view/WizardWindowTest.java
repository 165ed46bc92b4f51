package dev.autonomy.registry.desktop.view;

import static javafx.scene.AccessibleAttribute.SELECTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.desktop.wizard.KeyState;
import dev.autonomy.registry.desktop.wizard.Page;
import dev.autonomy.registry.desktop.wizard.ReviewFact;
import dev.autonomy.registry.desktop.wizard.ReviewItem;
import dev.autonomy.registry.desktop.wizard.RunPage;
import dev.autonomy.registry.desktop.wizard.Sample;
import dev.autonomy.registry.desktop.wizard.ScriptedBackend;
import dev.autonomy.registry.desktop.wizard.Threads;
import dev.autonomy.registry.desktop.wizard.WizardScene;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedStep;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Cell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The real window, driven by keys and mouse over a backend that plays what a test scripted. */
@ExtendWith(ApplicationExtension.class)
class WizardWindowTest {

    private final WizardScene scene =
            new WizardScene(new Threads(Thread::startVirtualThread, Platform::runLater));

    /** Those that a screen reader looks through, and never names. */
    private static final Set<AccessibleRole> NO_ROLES =
            Set.of(AccessibleRole.NODE, AccessibleRole.PARENT);

    private final PlayedDesk desk = new PlayedDesk();
    private Stage stage;
    private WizardWindow window;

    @Start
    void open(Stage shown) {
        stage = shown;
        window = new WizardWindow(stage, scene.wizard, desk.desk(), 960, 690);
        stage.setX(0);
        stage.setY(0);
        window.show();
    }

    @AfterEach
    void end_what_goes_on() throws Exception {
        onFx(
                () -> {
                    scene.wizard.stopThen(() -> {});
                    return true;
                });
        until(() -> !scene.wizard.isBusy());
    }

    @Test
    void the_whole_way_can_be_gone_by_keyboard(FxRobot robot) throws Exception {
        desk.answer(Path.of("/home/kim/keys/cosign.pub"));

        robot.write(Sample.FROM);
        robot.push(KeyCode.TAB).push(KeyCode.TAB);
        robot.write(Sample.TO);
        robot.push(KeyCode.ENTER);
        until(() -> scene.wizard.page().get() == Page.TRUST);
        robot.push(KeyCode.SPACE);
        until(() -> scene.wizard.trust().complete().get());
        robot.push(KeyCode.ALT, KeyCode.N);
        until(() -> next(robot).getText().equals("Start seedi_ng") && !next(robot).isDisabled());
        robot.push(KeyCode.ENTER);
        assertEquals(List.of(), scene.backend.seeded(), "Enter alone starts nothing on page 3");
        robot.push(KeyCode.ALT, KeyCode.N);
        until(() -> scene.wizard.page().get() == Page.REPORT);

        assertEquals("Verified and published", text(robot, "#banner-title"));
        assertEquals(1, scene.backend.seeded().size());
    }

    @Test
    void an_empty_field_shows_its_example_also_while_it_has_the_focus(FxRobot robot) {
        TextInputControl from = robot.lookup("#from").queryTextInputControl();

        assertTrue(from.isFocused());
        assertTrue(
                from.getChildrenUnmodifiable().stream()
                        .flatMap(pane -> ((Parent) pane).getChildrenUnmodifiable().stream())
                        .anyMatch(
                                node ->
                                        node instanceof Text text
                                                && text.getText().equals(from.getPromptText())
                                                && text.isVisible()));
    }

    @Test
    void a_button_reached_by_key_has_a_ring_around_it(FxRobot robot) throws Exception {
        reach(Page.REVIEW, robot);
        until(() -> !next(robot).isDisabled());

        robot.push(KeyCode.TAB);

        Button again = robot.lookup("#check-again").queryButton();
        assertTrue(again.isFocused());
        until(() -> again.getBackground().getFills().getFirst().getInsets().getTop() == -4);
    }

    @Test
    void a_report_has_one_blue_button_and_its_banner_shows_the_focus(FxRobot robot)
            throws Exception {
        reach(Page.REPORT, robot);
        Paint blue = next(robot).getBackground().getFills().getLast().getFill();
        Region banner = robot.lookup(".banner").query();
        until(() -> blue.equals(banner.getBorder().getStrokes().getFirst().getTopStroke()));

        robot.clickOn("#details");

        ToggleButton details = robot.lookup("#details").query();
        assertTrue(details.isSelected());
        assertFalse(details.getBackground().getFills().getLast().getFill().equals(blue));
    }

    @Test
    void an_age_that_cannot_be_used_is_marked(FxRobot robot) throws Exception {
        reach(Page.TRUST, robot);

        onFx(
                () -> {
                    scene.wizard.trust().age().set("0");
                    return true;
                });

        PseudoClass danger = PseudoClass.getPseudoClass("danger");
        Node age = robot.lookup("#age").query();
        Node said = robot.lookup("#refused-before").query();
        assertTrue(age.getPseudoClassStates().contains(danger));
        assertTrue(said.getStyleClass().contains("problem-value"));
        onFx(
                () -> {
                    scene.wizard.trust().age().set("30");
                    return true;
                });
        assertFalse(age.getPseudoClassStates().contains(danger));
        assertFalse(said.getStyleClass().contains("problem-value"));
    }

    @Test
    void a_bad_reference_is_marked_and_can_be_corrected_by_a_click(FxRobot robot) throws Exception {
        robot.clickOn("#to").write("edge.example:5000/Robot:v1");
        until(() -> robot.lookup("#lower-case-to").tryQuery().isPresent());
        assertTrue(next(robot).isDisabled());
        assertEquals("Correct the To reference to continue.", text(robot, "#hint"));
        Node input = robot.lookup("#to").query();
        assertTrue(input.getAccessibleHelp().contains("capital letter"));

        robot.clickOn("#lower-case-to");

        until(
                () ->
                        robot.lookup("#to")
                                .queryTextInputControl()
                                .getText()
                                .equals("edge.example:5000/robot:v1"));
    }

    @Test
    void a_correction_by_key_leaves_the_keys_with_the_field_it_corrected(FxRobot robot)
            throws Exception {
        robot.write(Sample.FROM);
        robot.clickOn("#to").write("edge.example:5000/Robot:v");
        until(() -> robot.lookup("#lower-case-to").tryQuery().isPresent());
        focus(robot, "#lower-case-to");

        robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        robot.write("1");

        assertEquals("edge.example:5000/robot:v1", scene.wizard.where().to().text().get());
        assertEquals(Sample.FROM, scene.wizard.where().from().text().get());
    }

    @Test
    void no_button_gives_the_keys_away_when_it_is_pressed(FxRobot robot) throws Exception {
        desk.answer(Path.of("/home/kim/keys/cosign.pub"));
        for (Page page : List.of(Page.WHERE, Page.TRUST, Page.REVIEW, Page.REPORT)) {
            reach(page, robot);
            until(() -> !next(robot).isDisabled());
            for (String id : buttonsOfThePage(robot)) {
                if (focus(robot, "#" + id)) {
                    robot.push(KeyCode.SPACE);
                    WaitForAsyncUtils.waitForFxEvents();
                    assertEquals(id, focused(), page + ": the keys after pressing " + id);
                }
            }
        }
    }

    @Test
    void turning_verification_on_again_hands_the_keys_to_the_choice_of_a_key(FxRobot robot)
            throws Exception {
        reach(Page.TRUST, robot);
        onFx(
                () -> {
                    scene.wizard.trust().confirmation().set("skip verification");
                    return true;
                });
        focus(robot, "#verify-again");

        robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();

        assertEquals("choose-key", focused());
    }

    @Test
    void a_cancelled_run_takes_the_keys_to_the_report(FxRobot robot) throws Exception {
        halfARun(robot);
        focus(robot, "#leave");

        robot.push(KeyCode.SPACE);

        until(() -> scene.wizard.page().get() == Page.REPORT);
        until(() -> "banner".equals(focused()));
    }

    @Test
    void resizing_the_window_leaves_the_keys_where_they_are(FxRobot robot) throws Exception {
        scene.backend.review(
                (order, told) -> {
                    ScriptedBackend.answering(order, told);
                    told.accept(
                            new ReviewFact.Blocked(
                                    ReviewItem.DESTINATION_REGISTRY, Sample.loginWanted()));
                });
        reach(Page.REVIEW, robot);
        String button = "choose-credentials-destination-registry";
        until(() -> robot.lookup("#" + button).tryQuery().isPresent());
        focus(robot, "#" + button);

        onFx(
                () -> {
                    stage.setWidth(600);
                    return true;
                });
        WaitForAsyncUtils.waitForFxEvents();

        assertEquals(button, focused());
    }

    @Test
    void a_caret_at_rest_stays_where_it_is_until_the_next_key(FxRobot robot) throws Exception {
        robot.write("abc");
        double typed = caretOf(robot, "#from");

        onFx(
                () -> {
                    window.rest();
                    return true;
                });

        assertEquals(typed, caretOf(robot, "#from"), 1.5);
        assertTrue(robot.lookup(".still-caret").tryQuery().isPresent());
        robot.write("d");
        assertTrue(robot.lookup(".still-caret").tryQuery().isEmpty());
    }

    @Test
    void a_switch_is_turned_by_the_space_bar(FxRobot robot) throws Exception {
        Node sidecars = robot.lookup("#sidecars").query();
        focus(robot, "#sidecars");

        robot.push(KeyCode.SPACE);
        assertFalse(onFx(() -> scene.wizard.where().withSidecars().get()));
        assertEquals(false, onFx(() -> sidecars.queryAccessibleAttribute(SELECTED)));
        robot.push(KeyCode.SPACE);
        assertTrue(onFx(() -> scene.wizard.where().withSidecars().get()));
        assertEquals(true, onFx(() -> sidecars.queryAccessibleAttribute(SELECTED)));
    }

    @Test
    void a_key_can_be_dropped_and_its_fingerprint_copied(FxRobot robot) throws Exception {
        reach(Page.TRUST, robot);
        onFx(
                () -> {
                    desk.drop("drop-key", Path.of("/media/stick/cosign.pub"));
                    return true;
                });
        until(() -> robot.lookup("#copy-fingerprint").tryQuery().isPresent());

        robot.clickOn("#copy-fingerprint");

        assertEquals(
                Sample.KEY.fingerprint().toString(),
                onFx(() -> Clipboard.getSystemClipboard().getString()));
    }

    @Test
    void a_key_can_be_pasted_as_text_or_as_a_file(FxRobot robot, @TempDir Path folder)
            throws Exception {
        reach(Page.TRUST, robot);
        copy(content -> content.putString("-----BEGIN PUBLIC KEY-----"));
        robot.push(KeyCode.CONTROL, KeyCode.V);
        until(() -> scene.backend.keptTexts().equals(List.of("-----BEGIN PUBLIC KEY-----")));
        until(() -> used().equals(Path.of("/home/kim/.config/autonomy/keys/pasted.pub")));
        File file = Files.createFile(folder.resolve("stick.pub")).toFile();
        copy(content -> content.putFiles(List.of(file)));

        robot.push(KeyCode.CONTROL, KeyCode.V);

        until(() -> used().equals(file.toPath()));
    }

    @Test
    void what_is_pasted_into_a_field_is_no_key(FxRobot robot) throws Exception {
        reach(Page.TRUST, robot);
        copy(content -> content.putString("30"));
        focus(robot, "#age");

        robot.push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.CONTROL, KeyCode.V);

        until(() -> scene.wizard.trust().age().get().equals("30"));
        assertEquals(List.of(), scene.backend.keptTexts());
    }

    @Test
    void the_dialog_for_a_key_opens_where_the_last_one_was(FxRobot robot) throws Exception {
        reach(Page.TRUST, robot);

        robot.clickOn("#choose-key");

        assertEquals(List.of(Path.of("/home/kim/keys/cosign.pub")), desk.places());
    }

    @Test
    void skipping_is_folded_away_wants_typing_and_stays_visible(FxRobot robot) throws Exception {
        reach(Page.TRUST, robot);
        TitledPane skip = robot.lookup("#skip").queryAs(TitledPane.class);
        assertFalse(skip.isExpanded());
        assertFalse(robot.lookup("#unverified").query().isVisible());

        onFx(
                () -> {
                    skip.setExpanded(true);
                    return true;
                });
        robot.clickOn("#skip-words").write("skip verification");

        until(() -> robot.lookup("#unverified").query().isVisible());
        robot.push(KeyCode.ALT, KeyCode.N);
        until(() -> scene.wizard.page().get() == Page.REVIEW);
        assertTrue(robot.lookup("#unverified").query().isVisible());
        until(() -> !next(robot).isDisabled());
        robot.clickOn("#next");
        until(() -> scene.wizard.page().get() == Page.REPORT);
        assertEquals("Published without verification", text(robot, "#banner-title"));
        assertTrue(robot.lookup("#unverified").query().isVisible());
    }

    @Test
    void the_review_shows_each_line_and_copies_the_command(FxRobot robot) throws Exception {
        reach(Page.REVIEW, robot);
        until(() -> !next(robot).isDisabled());
        assertTrue(
                robot.lookup("#review-destination-tag")
                        .query()
                        .getAccessibleText()
                        .startsWith("Destination tag: Ok. Will replace sha256:"));

        robot.clickOn("#copy-command");

        assertEquals(
                scene.wizard.review().command().get(),
                onFx(() -> Clipboard.getSystemClipboard().getString()));
        assertEquals("Copied", robot.lookup("#copy-command").queryButton().getText());
    }

    @Test
    void the_run_page_is_laid_out_before_anybody_sees_it(FxRobot robot) throws Exception {
        reach(Page.REVIEW, robot);
        until(() -> !next(robot).isDisabled());
        assertEquals("review-title", onFx(() -> stage.getScene().getFocusOwner().getId()));
        assertTrue(robot.lookup("#artifacts").tryQuery().isEmpty());
        halted();

        onFx(
                () -> {
                    scene.wizard.next();
                    assertEquals(
                            7,
                            robot.lookup("#artifacts .table-row-cell")
                                    .match(row -> !((Cell<?>) row).isEmpty())
                                    .queryAll()
                                    .size(),
                            "before the next frame is drawn");
                    return true;
                });
    }

    @Test
    void a_ring_turns_only_while_it_is_seen(FxRobot robot) throws Exception {
        halfARun(robot);
        ProgressIndicator ring = robot.lookup(".ring-progress-indicator").query();
        assertTrue(ring.isIndeterminate());

        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        until(() -> scene.wizard.page().get() == Page.WHERE);

        assertFalse(onFx(ring::isIndeterminate));
    }

    @Test
    void f5_looks_again(FxRobot robot) throws Exception {
        reach(Page.REVIEW, robot);
        until(() -> !next(robot).isDisabled());

        robot.push(KeyCode.F5);

        until(() -> scene.backend.reviewed().size() == 2);
    }

    @Test
    void a_run_is_seen_from_every_page_and_cancelled_by_one_click(FxRobot robot) throws Exception {
        halfARun(robot);
        assertEquals("59 %", text(robot, "#percent"));

        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        until(() -> scene.wizard.page().get() == Page.WHERE);
        assertFalse(robot.lookup("#from").queryTextInputControl().isEditable());
        assertTrue(
                robot.lookup("#rail-run").query().getAccessibleText().contains("59 %"),
                robot.lookup("#rail-run").query().getAccessibleText());
        robot.push(KeyCode.ESCAPE);
        assertEquals(RunPage.State.RUNNING, scene.wizard.run().state().get());
        robot.push(KeyCode.ALT, KeyCode.DIGIT4);
        robot.clickOn("#leave");

        until(() -> scene.wizard.page().get() == Page.REPORT);
        assertEquals("Cancelled", text(robot, "#banner-title"));
    }

    @Test
    void closing_during_a_run_asks_once_and_keeping_it_keeps_it(FxRobot robot) throws Exception {
        halfARun(robot);
        askToClose();
        askToClose();
        assertEquals(2, Window.getWindows().size());

        robot.push(KeyCode.ENTER);

        until(() -> Window.getWindows().size() == 1);
        assertTrue(scene.wizard.isBusy());
        assertTrue(stage.isShowing());
    }

    @Test
    void closing_during_a_run_stops_it_and_then_closes(FxRobot robot) throws Exception {
        halfARun(robot);
        askToClose();

        robot.clickOn("#stop-and-close");

        until(() -> !stage.isShowing());
        assertFalse(scene.wizard.isBusy());
    }

    @Test
    void a_question_about_a_run_that_ended_goes_with_it(FxRobot robot) throws Exception {
        halfARun(robot);
        askToClose();

        onFx(
                () -> {
                    scene.wizard.cancelRun();
                    return true;
                });

        until(() -> Window.getWindows().size() == 1);
        until(() -> scene.wizard.page().get() == Page.REPORT);
        assertTrue(stage.isShowing());
    }

    @Test
    void an_idle_window_closes_without_a_question() throws Exception {
        askToClose();

        until(() -> !stage.isShowing());
    }

    @Test
    void a_good_report_opens_its_folder_copies_its_pins_and_is_saved(
            FxRobot robot, @TempDir Path folder) throws Exception {
        reach(Page.REPORT, robot);
        assertFalse(robot.lookup(".details").query().isVisible());
        robot.clickOn("#details");
        assertTrue(robot.lookup(".details").query().isVisible());

        robot.clickOn("#open-folder");
        assertEquals(List.of(Path.of("/home/kim/seeds/robot-behavior-2026-11-24")), desk.opened());

        robot.clickOn("#copy-pin-image");
        assertEquals(
                scene.report().pins().getFirst().pinned(),
                onFx(() -> Clipboard.getSystemClipboard().getString()));

        Path file = folder.resolve("report.html");
        desk.answer(file);
        robot.push(KeyCode.CONTROL, KeyCode.S);
        until(() -> text(robot, "#saved").equals("Saved: " + file));
        assertTrue(isSeen(robot, "#saved"));
        assertTrue(Files.readString(file).contains("Verified and published"));
    }

    @Test
    void without_a_file_manager_the_report_says_where_the_folder_is(FxRobot robot)
            throws Exception {
        desk.withoutFileManager();
        reach(Page.REPORT, robot);

        robot.clickOn("#open-folder");

        assertTrue(text(robot, "#unopened").endsWith("/home/kim/seeds/robot-behavior-2026-11-24"));
        assertTrue(isSeen(robot, "#unopened"));
    }

    @Test
    void what_is_unfolded_is_scrolled_into_view(FxRobot robot) throws Exception {
        reach(Page.REPORT, robot);
        onFx(
                () -> {
                    stage.setHeight(420);
                    return true;
                });
        WaitForAsyncUtils.waitForFxEvents();
        focus(robot, "#details");

        robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();

        assertTrue(isSeen(robot, "#detail-0"));
    }

    @Test
    void a_failure_shows_what_to_do_takes_credentials_and_is_tried_again(FxRobot robot)
            throws Exception {
        scene.backend.seed(
                (order, _) ->
                        Sample.report(
                                order,
                                Optional.empty(),
                                new SeedOutcome.Stopped(
                                        SeedStep.REPLICATE, List.of(Sample.loginWanted()))));
        reach(Page.REPORT, robot);
        assertEquals("Stopped: the registry wants a login", text(robot, "#banner-title"));
        assertEquals(
                "skopeo login " + Sample.EDGE,
                robot.lookup("#next-command").queryTextInputControl().getText());
        scene.backend.seed(ScriptedBackend::wholeSeed);
        desk.answer(Path.of("/media/stick/auth.json"));

        robot.clickOn("#choose-credentials");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("choose-credentials", focused(), "on the page drawn anew");
        robot.clickOn("#next");

        until(() -> text(robot, "#banner-title").equals("Verified and published"));
        assertEquals(
                Optional.of(Path.of("/media/stick/auth.json")),
                scene.backend.seeded().getLast().authFile());
    }

    @Test
    void a_login_wanted_in_the_review_takes_credentials_and_is_looked_at_again(FxRobot robot)
            throws Exception {
        scene.backend.review(
                (order, told) -> {
                    ScriptedBackend.answering(order, told);
                    told.accept(
                            new ReviewFact.Blocked(
                                    ReviewItem.DESTINATION_REGISTRY, Sample.loginWanted()));
                });
        reach(Page.REVIEW, robot);
        until(
                () ->
                        robot.lookup("#choose-credentials-destination-registry")
                                .tryQuery()
                                .isPresent());
        scene.backend.review(ScriptedBackend::allWell);
        desk.answer(Path.of("/media/stick/auth.json"));

        robot.clickOn("#choose-credentials-destination-registry");

        until(() -> !next(robot).isDisabled());
        assertEquals("review-title", focused(), "its button is gone");
        assertEquals(
                Optional.of(Path.of("/media/stick/auth.json")),
                scene.backend.reviewed().getLast().authFile());
    }

    @Test
    void every_control_has_a_name_for_a_screen_reader(FxRobot robot) throws Exception {
        for (Page page : List.of(Page.WHERE, Page.TRUST, Page.REVIEW, Page.REPORT)) {
            reach(page, robot);
            for (Node control : robot.lookup(WizardWindowTest::isOwnControl).queryAll()) {
                String name = control.getAccessibleText();
                assertTrue(
                        name != null && !name.isBlank(), () -> page + " has a nameless " + control);
            }
            for (Node spoken : robot.lookup(WizardWindowTest::isSpoken).queryAll()) {
                assertFalse(
                        NO_ROLES.contains(spoken.getAccessibleRole()),
                        () -> page + " has words that no reader says: " + spoken);
            }
        }
    }

    private static boolean isSpoken(Node node) {
        return node.isVisible() && node.getAccessibleText() != null;
    }

    private static boolean isOwnControl(Node node) {
        return node.isFocusTraversable()
                && node.isVisible()
                && (node instanceof Button
                        || node instanceof TextInputControl
                        || node instanceof TitledPane);
    }

    /** Whether the control can take the keys, and has them now. */
    private boolean focus(FxRobot robot, String query) throws Exception {
        return onFx(
                () -> {
                    Node node = robot.lookup(query).query();
                    node.requestFocus();
                    return node.isFocused();
                });
    }

    /** Where the caret of a field is drawn, from its left edge. */
    private static double caretOf(FxRobot robot, String query) throws Exception {
        return onFx(
                () -> {
                    Node field = robot.lookup(query).query();
                    Node caret =
                            field.lookup(".still-caret") == null
                                    ? robot.from(field)
                                            .lookup(javafx.scene.shape.Path.class::isInstance)
                                            .match(
                                                    path ->
                                                            path.getStyleClass().isEmpty()
                                                                    && path.getOpacity() > 0
                                                                    && path.isVisible()
                                                                    && path.getLayoutBounds()
                                                                                    .getWidth()
                                                                            < 3)
                                            .query()
                                    : field.lookup(".still-caret");
                    return caret.localToScene(caret.getLayoutBounds()).getCenterX();
                });
    }

    private String focused() throws Exception {
        return onFx(() -> String.valueOf(stage.getScene().getFocusOwner().getId()));
    }

    private static List<String> buttonsOfThePage(FxRobot robot) {
        return robot
                .lookup("#page")
                .lookup(WizardWindowTest::isOwnControl)
                .lookup(Button.class::isInstance)
                .queryAll()
                .stream()
                .map(Node::getId)
                .toList();
    }

    private void copy(Consumer<ClipboardContent> fill) throws Exception {
        onFx(
                () -> {
                    ClipboardContent content = new ClipboardContent();
                    fill.accept(content);
                    return Clipboard.getSystemClipboard().setContent(content);
                });
    }

    /** The key file in use; an empty path while there is none. */
    private Path used() {
        return scene.wizard.trust().key().get() instanceof KeyState.Usable usable
                ? usable.file()
                : Path.of("");
    }

    private static boolean isSeen(FxRobot robot, String query) throws Exception {
        return onFx(
                () -> {
                    Node node = robot.lookup(query).query();
                    Node page = robot.lookup("#page").query();
                    Bounds place = node.localToScene(node.getLayoutBounds());
                    return node.isVisible()
                            && page.localToScene(page.getLayoutBounds()).contains(place);
                });
    }

    /** The run to come tells of its start, and of nothing else until it is cancelled. */
    private void halted() {
        scene.backend.seed(
                (_, _) -> {
                    new CountDownLatch(1).await();
                    throw new IllegalStateException("nobody lets this go on");
                });
    }

    private void halfARun(FxRobot robot) throws Exception {
        scene.backend.seed(
                (order, observer) ->
                        ScriptedBackend.halfACopy(order, observer, scene.clock.instant()));
        reach(Page.RUN, robot);
        scene.clock.pass(Duration.ofSeconds(1));
        until(() -> text(robot, "#percent").equals("59 %"));
    }

    /** Goes on until this page is in view, with everything filled in. */
    private void reach(Page page, FxRobot robot) throws Exception {
        onFx(scene::filledIn);
        until(() -> scene.wizard.trust().complete().get());
        while (onFx(() -> scene.wizard.page().get()) != page) {
            until(() -> !next(robot).isDisabled() || scene.wizard.page().get() == page);
            if (onFx(() -> scene.wizard.page().get()) == page) {
                return;
            }
            robot.clickOn("#next");
            WaitForAsyncUtils.waitForFxEvents();
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void askToClose() throws Exception {
        onFx(
                () -> {
                    stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
                    return true;
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Button next(FxRobot robot) {
        return robot.lookup("#next").queryButton();
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).tryQuery().map(node -> ((Labeled) node).getText()).orElse("");
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get(20, TimeUnit.SECONDS);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> onFx(condition));
    }
}
