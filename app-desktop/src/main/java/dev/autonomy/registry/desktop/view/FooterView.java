package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.Footer;
import dev.autonomy.registry.desktop.wizard.Hint;
import dev.autonomy.registry.desktop.wizard.Page;
import dev.autonomy.registry.desktop.wizard.Tone;
import dev.autonomy.registry.desktop.wizard.Wizard;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The line and the buttons below every page; they never move. */
final class FooterView {

    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private static final double RAIL = 240;

    private final Wizard wizard;
    private final Runnable toPage;
    private final Button leave;
    private final Button back;
    private final Button next;
    private final StackPane sign = new StackPane();
    private final Label hint = Parts.wrapped("", "secondary");
    private final HBox hintLine = new HBox(8, sign, hint);
    private final HBox leaveBox;
    private final HBox buttons = new HBox();
    private final VBox footer = new VBox();

    FooterView(Wizard wizard, Runnable close, Runnable toPage) {
        this.wizard = wizard;
        this.toPage = toPage;
        leave =
                Parts.button(
                        "",
                        "leave",
                        () -> {
                            if (wizard.isBusy()) {
                                wizard.cancelRun();
                            } else {
                                close.run();
                            }
                        });
        back = Parts.button(wizard.texts().of("footer.back"), "back", wizard::back);
        next = Parts.button("", "next", wizard::next);
        next.getStyleClass().add("primary");
        hint.setId("hint");
        hintLine.setAlignment(Pos.CENTER_LEFT);
        leaveBox = new HBox(leave);
        leaveBox.setAlignment(Pos.CENTER_LEFT);
        leaveBox.setMinWidth(RAIL - 20);
        buttons.setAlignment(Pos.CENTER_LEFT);
        footer.getStyleClass().add("footer");
        fit(Width.WIDE);
        wizard.footer().addListener((_, _, now) -> show(now));
        wizard.page().addListener((_, _, _) -> show(wizard.footer().get()));
        show(wizard.footer().get());
    }

    Node node() {
        return footer;
    }

    /** The letters of the buttons, whichever of them their labels show. */
    Map<KeyCombination, Runnable> keys() {
        return Map.of(Keys.NEXT, next::fire, Keys.BACK, back::fire, Keys.LEAVE, leave::fire);
    }

    /** With little room the hint stands above the buttons. */
    void fit(Width width) {
        HBox.setHgrow(hintLine, Priority.ALWAYS);
        HBox pair = new HBox(8, back, next);
        pair.setAlignment(Pos.CENTER_RIGHT);
        if (width == Width.WIDE) {
            leaveBox.setMinWidth(RAIL - 20);
            buttons.getChildren().setAll(leaveBox, hintLine, pair);
            footer.getChildren().setAll(buttons);
        } else {
            leaveBox.setMinWidth(0);
            buttons.getChildren().setAll(leaveBox, Parts.spacer(), pair);
            footer.getChildren().setAll(hintLine, buttons);
        }
    }

    private void show(Footer now) {
        show(now.hint());
        leave.setText(now.leaveLabel());
        leave.setAccessibleText(now.leaveLabel().replace("_", ""));
        disable(leave, now.leave() == Footer.Leave.CANCELLING);
        leave.pseudoClassStateChanged(DANGER, now.leave() == Footer.Leave.CANCEL_RUN);
        disable(back, now.back() == Footer.Step.IMPOSSIBLE);
        next.setText(now.nextLabel());
        next.setAccessibleText(now.nextLabel().replace("_", ""));
        next.setAccessibleHelp(now.hint().text());
        disable(next, now.next() == Footer.Step.IMPOSSIBLE);
        Page page = wizard.page().get();
        next.setDefaultButton(page != Page.REVIEW && page != Page.RUN);
        boolean again = page == Page.REPORT && now.hint().tone() == Tone.NEUTRAL;
        next.setGraphic(again ? Icon.AGAIN.draw() : null);
    }

    /**
     * A button that cannot be pressed any more hands the keys to the page, not to its neighbour.
     */
    private void disable(Button button, boolean off) {
        if (off && button.isFocused()) {
            toPage.run();
        }
        button.setDisable(off);
    }

    private void show(Hint now) {
        hint.setText(now.text());
        Tone tone = now.tone();
        sign.getChildren()
                .setAll(
                        wizard.trust().skipping().get() && wizard.page().get() == Page.TRUST
                                ? Marks.unsafe(16)
                                : Marks.of(tone, 16));
        Parts.show(sign, !now.text().isEmpty());
    }
}
