package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.TrustPage;
import dev.autonomy.registry.desktop.wizard.Wizard;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;

/** The way to skip verification: folded away, red, and only by typing so. */
final class SkipView {

    private final Texts texts;
    private final TrustPage page;
    private final StackPane state = new StackPane();
    private final Label summary;
    private final TitledPane pane = new TitledPane();

    SkipView(Wizard wizard, Runnable verifies) {
        this.texts = wizard.texts();
        this.page = wizard.trust();
        summary = Parts.elided(texts.of("trust.skip.summary"), "secondary");
        HBox.setHgrow(summary, Priority.ALWAYS);
        summary.setMaxWidth(Double.MAX_VALUE);
        Label name = Parts.label(texts.of("trust.skip"), "problem-text", "strong");
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox title = new HBox(10, Marks.unsafe(18), name, summary, state);
        title.setAlignment(Pos.CENTER_LEFT);
        title.setMinWidth(0);
        title.prefWidthProperty().bind(pane.widthProperty().subtract(52));
        pane.setGraphic(title);
        pane.setId("skip");
        pane.getStyleClass().add("skip");
        pane.setAnimated(false);
        pane.setExpanded(false);
        pane.setContent(content(wizard, verifies));
        pane.setAccessibleText(texts.of("trust.skip") + ". " + texts.of("trust.skip.summary"));
        page.skipping().addListener((_, _, _) -> show());
        show();
    }

    Node node() {
        return pane;
    }

    void fit(Width width) {
        Parts.show(summary, width == Width.WIDE);
    }

    private Node content(Wizard wizard, Runnable verifies) {
        TextField words = new TextField();
        words.setId("skip-words");
        words.getStyleClass().add("code");
        words.textProperty().bindBidirectional(page.confirmation());
        words.editableProperty().bind(wizard.editable());
        words.setAccessibleText(texts.of("trust.skip.type.spoken"));
        words.setPrefColumnCount(18);
        Button undo =
                Parts.button(
                        texts.of("trust.skip.undo"),
                        "verify-again",
                        () -> {
                            page.verifyAgain();
                            verifies.run();
                        });
        undo.disableProperty().bind(wizard.editable().not());
        undo.visibleProperty().bind(page.skipping());
        TextFlow invitation = Parts.flow(texts.rich("trust.skip.type"));
        FlowPane line = new FlowPane(10, 8, invitation, words, undo);
        line.setRowValignment(VPos.CENTER);
        line.setPrefWrapLength(700);
        VBox content = new VBox(12, Parts.wrapped(texts.of("trust.skip.meaning")), line);
        content.getStyleClass().add("skip-content");
        return content;
    }

    private void show() {
        boolean skips = page.skipping().get();
        state.getChildren()
                .setAll(
                        Badges.word(
                                skips ? "on" : "neutral",
                                texts.of(skips ? "trust.skip.on" : "trust.skip.off")));
        if (skips) {
            pane.setExpanded(true);
        }
    }
}
