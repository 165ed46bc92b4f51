package dev.autonomy.registry.desktop.view;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * Everything a window says: what can be read in it but for what is typed, and what a screen reader
 * is given.
 */
final class Words {

    private final List<String> seen = new ArrayList<>();
    private final List<String> spoken = new ArrayList<>();

    private Words() {}

    static Words of(Node root) {
        Words words = new Words();
        words.add(root);
        return words;
    }

    /** What can be read, in the order of the nodes. */
    List<String> seen() {
        return seen;
    }

    List<String> all() {
        List<String> all = new ArrayList<>(seen);
        all.addAll(spoken);
        return all;
    }

    private void add(Node node) {
        if (!node.isVisible()) {
            return;
        }
        for (String text : new String[] {node.getAccessibleText(), node.getAccessibleHelp()}) {
            if (text != null && !text.isBlank()) {
                spoken.add(text);
            }
        }
        switch (node) {
            case Labeled labeled -> addText(labeled.getText());
            case TextInputControl input when !input.isEditable() -> addText(input.getText());
            case TextFlow flow -> addText(join(flow));
            case Text text -> addText(text.getText());
            default -> {}
        }
        if (node instanceof TitledPane pane && pane.getContent() != null) {
            add(pane.getContent());
        }
        if (node instanceof ScrollPane pane && pane.getContent() != null) {
            add(pane.getContent());
        } else if (node instanceof Parent parent && !(node instanceof TextInputControl)) {
            parent.getChildrenUnmodifiable().forEach(this::add);
        }
    }

    private void addText(String text) {
        if (text != null && !text.isBlank()) {
            seen.add(text.replace("_", ""));
        }
    }

    private static String join(TextFlow flow) {
        StringBuilder text = new StringBuilder();
        flow.getChildren().forEach(part -> text.append(((Text) part).getText()));
        return text.toString();
    }
}
