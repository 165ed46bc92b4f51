package dev.autonomy.registry.desktop.view;

import atlantafx.base.layout.InputGroup;
import atlantafx.base.theme.Styles;
import dev.autonomy.registry.desktop.wizard.Reading;
import dev.autonomy.registry.desktop.wizard.ReferenceField;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.Tone;
import dev.autonomy.registry.desktop.wizard.Wizard;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.VisibleText;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.Duration;

/** A reference field, its recent values, and below it what is understood or what is wrong. */
final class ReferenceView {

    private static final Duration PAUSE = Duration.millis(300);
    private static final double HELP_HEIGHT = 44;

    /** Of the width, in percent: registry, repository, tag. */
    private static final double[] SHARES = {42, 32, 26};

    private final Wizard wizard;
    private final Texts texts;
    private final ReferenceField field;
    private final TextField input = new TextField();
    private final MenuButton recent;
    private final StackPane help = new StackPane();
    private final VBox box;
    private Width width = Width.WIDE;

    ReferenceView(Wizard wizard, ReferenceField field) {
        this.wizard = wizard;
        this.texts = wizard.texts();
        this.field = field;
        String key = field.side().key();
        input.setId(key);
        input.getStyleClass().add("code");
        input.setPromptText(texts.of("where." + key + ".prompt"));
        input.textProperty().bindBidirectional(field.text());
        HBox.setHgrow(input, Priority.ALWAYS);
        Label label = Parts.label(texts.of("where." + key), "field-label");
        label.setLabelFor(input);
        input.setAccessibleText(label.getText());
        recent = new MenuButton(texts.of("where.recent"));
        recent.setId("recent-" + key);
        recent.setAccessibleText(texts.of("where.recent.spoken." + key));
        recent.setMinWidth(Region.USE_PREF_SIZE);
        help.setMinHeight(HELP_HEIGHT);
        help.setAlignment(Pos.TOP_LEFT);
        box = new VBox(6, label, new InputGroup(input, recent), help);
        settleWhenTheTypistPauses();
        field.shown().addListener((_, _, _) -> show());
        wizard.where().recent(field.side()).addListener((Observable _) -> offer());
        wizard.editable().addListener((_, _, now) -> enable(now));
        offer();
        show();
    }

    Node node() {
        return box;
    }

    TextField input() {
        return input;
    }

    void fit(Width now) {
        width = now;
        show();
    }

    private void enable(boolean editable) {
        input.setEditable(editable);
        recent.setDisable(!editable);
    }

    private void settleWhenTheTypistPauses() {
        PauseTransition pause = new PauseTransition(PAUSE);
        pause.setOnFinished(_ -> field.settle());
        input.textProperty().addListener((_, _, _) -> pause.playFromStart());
        input.focusedProperty()
                .addListener(
                        (_, _, focused) -> {
                            if (!focused) {
                                pause.stop();
                                field.settle();
                            }
                        });
    }

    private void offer() {
        List<String> references = wizard.where().recent(field.side());
        recent.getItems().clear();
        for (String reference : references) {
            MenuItem item = new MenuItem(reference);
            item.setMnemonicParsing(false);
            item.setOnAction(
                    _ -> {
                        field.text().set(reference);
                        input.requestFocus();
                        input.end();
                    });
            recent.getItems().add(item);
        }
        if (references.isEmpty()) {
            MenuItem none = new MenuItem(texts.of("where.recent.none"));
            none.setDisable(true);
            recent.getItems().add(none);
        }
    }

    /** The button goes once it has done its work, and the keys belong to the field. */
    private void correct() {
        input.requestFocus();
        field.correct();
        input.end();
    }

    private void show() {
        Focus.keep(help, this::draw, input::requestFocus);
    }

    private void draw() {
        Reading now = field.shown().get();
        input.pseudoClassStateChanged(Styles.STATE_DANGER, now instanceof Reading.Invalid);
        switch (now) {
            case Reading.Empty() -> {
                help.getChildren().clear();
                input.setAccessibleHelp(texts.of("where." + field.side().key() + ".prompt"));
            }
            case Reading.Valid(Reference reference, var readAs) -> {
                help.getChildren()
                        .setAll(readAs.map(this::completed).orElseGet(() -> understood(reference)));
                input.setAccessibleHelp(
                        readAs.map(whole -> texts.of("where.read-as", whole))
                                .orElseGet(() -> texts.of("where.valid")));
            }
            case Reading.Invalid invalid -> {
                help.getChildren().setAll(wrong(invalid));
                input.setAccessibleHelp(invalid.problem());
            }
        }
    }

    /** More is meant than was typed: all of it is shown. */
    private Node completed(String whole) {
        Label why = Parts.elided(texts.of("where.read-as.why"), "secondary");
        VBox words = new VBox(2, Parts.elided(texts.of("where.read-as", whole), "strong"), why);
        words.setId("read-as-" + field.side().key());
        words.setMinWidth(0);
        HBox line = new HBox(6, Marks.of(Tone.WARNING, 16), words);
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    private Node understood(Reference reference) {
        List<Node> parts = new ArrayList<>();
        parts.add(part("where.registry", reference.repository().registry()));
        parts.add(part("where.repository", reference.repository().path()));
        reference.tag().ifPresent(tag -> parts.add(part("where.tag", tag.name())));
        reference.digest().ifPresent(digest -> parts.add(part("where.digest", digest.toString())));
        Pane together = width == Width.WIDE ? columns(parts) : new VBox(2);
        if (width == Width.NARROW) {
            together.getChildren().setAll(parts);
        }
        HBox.setHgrow(together, Priority.ALWAYS);
        HBox valid =
                new HBox(
                        6,
                        Marks.of(Tone.GOOD, 16),
                        Parts.label(texts.of("where.valid"), "good-text", "strong"));
        valid.setAlignment(Pos.CENTER_RIGHT);
        valid.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(12, together, valid);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** The same columns for both references, each wide enough to tell one from another. */
    private static GridPane columns(List<Node> parts) {
        GridPane grid = new GridPane(16, 0);
        for (int i = 0; i < parts.size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(parts.size() > 3 ? 25 : SHARES[i]);
            grid.getColumnConstraints().add(column);
            grid.add(parts.get(i), i, 0);
        }
        grid.setMinWidth(0);
        return grid;
    }

    private Node part(String caption, String value) {
        VBox part =
                new VBox(Parts.label(texts.of(caption), "secondary"), Parts.elided(value, "code"));
        part.setMinWidth(0);
        HBox.setHgrow(part, Priority.ALWAYS);
        return part;
    }

    private Node wrong(Reading.Invalid invalid) {
        HBox problem =
                new HBox(
                        6,
                        Marks.of(Tone.PROBLEM, 16),
                        Parts.wrapped(invalid.problem(), "problem-text", "strong"));
        VBox words = new VBox(2, problem, echo(invalid));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(12, words);
        if (invalid.correction().isPresent() && wizard.editable().get()) {
            line.getChildren()
                    .add(
                            Parts.button(
                                    texts.of("where.lower-case"),
                                    "lower-case-" + field.side().key(),
                                    this::correct));
        }
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    /** The text again with the bad part marked; what is cut away is never the bad part. */
    private TextFlow echo(Reading.Invalid invalid) {
        String text = field.text().get();
        int room = width == Width.WIDE ? 72 : 38;
        int start = Math.min(invalid.start(), text.length());
        int end = Math.min(invalid.end(), text.length());
        String before = text.substring(0, start);
        String bad = text.substring(start, Math.min(end, start + room));
        int roomBefore = Math.max(8, room - bad.length() - Math.min(16, text.length() - end));
        if (before.length() > roomBefore) {
            before = "…" + before.substring(before.length() - roomBefore);
        }
        String after = text.substring(end);
        int roomAfter = Math.max(0, room - before.length() - bad.length());
        if (after.length() > roomAfter) {
            after = after.substring(0, roomAfter) + "…";
        }
        TextFlow flow =
                new TextFlow(piece(before, "code"), piece(bad, "bad"), piece(after, "code"));
        flow.getStyleClass().add("echo");
        return flow;
    }

    private static Text piece(String text, String style) {
        Text piece = new Text(VisibleText.of(text));
        piece.getStyleClass().add(style);
        return piece;
    }
}
