package dev.autonomy.registry.desktop.view;

import atlantafx.base.theme.Styles;
import dev.autonomy.registry.desktop.wizard.RichText;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.model.VisibleText;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.Duration;

/** The small parts that pages are made of. */
final class Parts {

    private static final Duration COPIED = Duration.seconds(2);

    private Parts() {}

    static Label label(String text, String... styles) {
        Label label = new Label(VisibleText.of(text));
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** A text that may take several lines. */
    static Label wrapped(String text, String... styles) {
        Label label = label(text, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** A text of any length on one line; what does not fit is in the tooltip. */
    static Label elided(String text, String... styles) {
        Label label = label(text, styles);
        label.getStyleClass().add("elided");
        label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        label.setEllipsisString("…");
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(label.getText()));
        return label;
    }

    static TextFlow flow(RichText text, String... styles) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add("rich");
        flow.setMaxHeight(Region.USE_PREF_SIZE);
        flow.getStyleClass().addAll(styles);
        fill(flow, text);
        return flow;
    }

    static void fill(TextFlow flow, RichText text) {
        flow.getChildren().clear();
        for (RichText.Span span : text.spans()) {
            Text part = new Text(span.text());
            part.getStyleClass()
                    .add(
                            switch (span.style()) {
                                case PLAIN -> "plain";
                                case STRONG -> "strong";
                                case CODE -> "code";
                            });
            flow.getChildren().add(part);
        }
        flow.setAccessibleText(text.toString());
    }

    /** What a screen reader says of several parts at once, which are none to it by themselves. */
    static void spoken(Node group, String words) {
        group.setAccessibleRole(AccessibleRole.TEXT);
        group.setAccessibleText(words);
    }

    static Button button(String text, String id, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setMnemonicParsing(true);
        button.setAccessibleText(text.replace("_", ""));
        button.setOnAction(_ -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    static Button button(String text, String id, Icon icon, Runnable action) {
        Button button = button(text, id, action);
        button.setGraphic(icon.draw());
        button.setGraphicTextGap(8);
        return button;
    }

    /** Copies a text and says so for two seconds, in the same width. */
    static Button copyButton(Texts texts, String label, String id, Supplier<String> content) {
        Button button = button(label, id, Icon.COPY, () -> {});
        PauseTransition pause = new PauseTransition(COPIED);
        pause.setOnFinished(
                _ -> {
                    button.setText(label);
                    button.setMinWidth(Region.USE_PREF_SIZE);
                });
        button.setOnAction(
                _ -> {
                    copy(content.get());
                    button.setMinWidth(button.getWidth());
                    button.setText(texts.of("copied"));
                    pause.playFromStart();
                });
        return button;
    }

    static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    static void flat(Button button) {
        button.getStyleClass().addAll(Styles.FLAT, Styles.ACCENT);
    }

    static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
