package dev.autonomy.registry.desktop.view;

import atlantafx.base.theme.Styles;
import dev.autonomy.registry.desktop.wizard.AgeUnit;
import dev.autonomy.registry.desktop.wizard.KeyState;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.Tone;
import dev.autonomy.registry.desktop.wizard.TrustPage;
import dev.autonomy.registry.desktop.wizard.Wizard;
import java.nio.file.Path;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import javafx.util.StringConverter;

/** Page 2 on the screen. */
final class TrustView implements PageView {

    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final Wizard wizard;
    private final Texts texts;
    private final TrustPage page;
    private final Label meaning;
    private final VBox drop = new VBox(12);
    private final Button choose;
    private final Label help;
    private final VBox keyPart;
    private final SkipView skip;
    private final VBox box;
    private Width width = Width.WIDE;

    TrustView(Wizard wizard, Desk desk) {
        this.wizard = wizard;
        this.texts = wizard.texts();
        this.page = wizard.trust();
        meaning = Parts.wrapped("", "secondary");
        choose =
                Parts.button(
                        texts.of("trust.browse"),
                        "choose-key",
                        () -> desk.dialogs().publicKey(page.lastKey()).ifPresent(page::choose));
        choose.disableProperty().bind(wizard.editable().not().or(page.skipping()));
        help = Parts.wrapped("", "secondary");
        drop.getStyleClass().add("drop");
        drop.setId("drop-key");
        desk.drops().accept(drop, this::dropped);
        keyPart =
                new VBox(
                        18,
                        new VBox(6, Parts.label(texts.of("trust.key"), "field-label"), drop, help),
                        oldest());
        skip = new SkipView(wizard, choose::requestFocus);
        box =
                new VBox(
                        16,
                        new VBox(4, Parts.wrapped(texts.of("trust.title"), "page-title"), meaning),
                        keyPart,
                        skip.node());
        box.getStyleClass().add("page");
        page.key().addListener((_, _, _) -> show());
        page.skipping().addListener((_, _, _) -> show());
        show();
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void enter() {
        choose.requestFocus();
    }

    @Override
    public void fit(Width now) {
        width = now;
        skip.fit(now);
        show();
    }

    private void dropped(Path file) {
        if (takesKeys()) {
            page.choose(file);
        }
    }

    /** Takes a key file that was copied in a file manager, or the text of a key. */
    void paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (!takesKeys()) {
            return;
        }
        if (clipboard.hasFiles() && clipboard.getFiles().size() == 1) {
            page.choose(clipboard.getFiles().getFirst().toPath());
        } else if (clipboard.hasString()) {
            page.paste(clipboard.getString());
        }
    }

    private boolean takesKeys() {
        return wizard.editable().get() && !page.skipping().get();
    }

    private void show() {
        Focus.keep(box, this::draw, this::enter);
    }

    private void draw() {
        boolean skips = page.skipping().get();
        meaning.setText(texts.of(skips ? "trust.off" : "trust.meaning"));
        meaning.getStyleClass().setAll("label", skips ? "problem-text" : "secondary");
        if (skips) {
            meaning.getStyleClass().add("strong");
        }
        keyPart.pseudoClassStateChanged(OFF, skips);
        choose.setText(
                texts.of(
                        page.key().get() instanceof KeyState.None
                                ? "trust.browse"
                                : "trust.another"));
        choose.setAccessibleText(choose.getText());
        switch (page.key().get()) {
            case KeyState.None() -> nothingChosen();
            case KeyState.Loading(Optional<Path> file) ->
                    drop.getChildren()
                            .setAll(head(name(file), texts.of("trust.loading", name(file))));
            case KeyState.Usable usable -> usable(usable);
            case KeyState.Refused(Optional<Path> file, String reason) -> refused(file, reason);
        }
    }

    private void nothingChosen() {
        Label invitation = Parts.label(texts.of("trust.drop"));
        FlowPane line = new FlowPane(8, 8, sign("neutral"), invitation, choose);
        line.setAlignment(Pos.CENTER);
        drop.getChildren().setAll(line);
        drop.setAlignment(Pos.CENTER);
        help.setText(texts.of("trust.usual"));
    }

    private void usable(KeyState.Usable usable) {
        drop.setAlignment(Pos.TOP_LEFT);
        HBox type =
                new HBox(
                        10,
                        Parts.label(texts.of("trust.type.value", usable.key().type())),
                        Badges.of(Tone.GOOD, texts.of("trust.usable")));
        type.setAlignment(Pos.CENTER_LEFT);
        Label fingerprint = Parts.label(fingerprint(usable), "code");
        fingerprint.setId("fingerprint");
        Button copy =
                Parts.copyButton(
                        texts,
                        texts.of("copy"),
                        "copy-fingerprint",
                        () -> usable.key().fingerprint().toString());
        copy.disableProperty().bind(page.skipping());
        LabelledGrid grid = new LabelledGrid(width, 104);
        grid.add(texts.of("trust.type"), type);
        HBox print = new HBox(12, fingerprint, Parts.spacer(), copy);
        print.setAlignment(Pos.CENTER_LEFT);
        grid.add(texts.of("trust.fingerprint"), print);
        drop.getChildren()
                .setAll(
                        head(name(Optional.of(usable.file())), usable.file().toString()),
                        grid.node());
        help.setText(texts.of("trust.compare"));
    }

    /** The groups of the fingerprint, four in a line or two where there is little room. */
    private String fingerprint(KeyState.Usable usable) {
        String[] groups = usable.groupedFingerprint().split(" ");
        int each = width == Width.WIDE ? 4 : 2;
        StringBuilder lines = new StringBuilder("sha256:");
        for (int i = 0; i < groups.length; i++) {
            lines.append(i > 0 && i % each == 0 ? "\n        " : " ").append(groups[i]);
        }
        return lines.toString();
    }

    private void refused(Optional<Path> file, String reason) {
        drop.setAlignment(Pos.TOP_LEFT);
        HBox problem =
                new HBox(
                        6,
                        Marks.of(Tone.PROBLEM, 16),
                        Parts.wrapped(
                                texts.of(
                                        file.isPresent() ? "trust.refused" : "trust.refused.pasted",
                                        reason),
                                "problem-text",
                                "strong"));
        drop.getChildren().setAll(head(name(file), file.map(Path::toString).orElse("")), problem);
        help.setText(texts.of("trust.usual"));
    }

    private String name(Optional<Path> file) {
        return file.map(Path::getFileName)
                .map(Path::toString)
                .orElseGet(() -> texts.of("trust.pasted"));
    }

    private Node head(String title, String below) {
        VBox name = new VBox(2, Parts.wrapped(title, "strong"));
        if (!below.isEmpty()) {
            name.getChildren().add(Parts.wrapped(below, "secondary"));
        }
        name.setMinWidth(0);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox head =
                new HBox(
                        14,
                        sign(page.key().get() instanceof KeyState.Usable ? "good" : "neutral"),
                        name,
                        choose);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private static Node sign(String role) {
        StackPane sign = new StackPane(Icon.KEY.draw());
        sign.getStyleClass().addAll("key-sign", role);
        return sign;
    }

    private Node oldest() {
        TextField age = new TextField();
        age.setId("age");
        age.setPrefColumnCount(5);
        age.setMaxWidth(96);
        age.textProperty().bindBidirectional(page.age());
        age.setAccessibleText(texts.of("trust.age"));
        ChoiceBox<AgeUnit> unit = new ChoiceBox<>();
        unit.setId("age-unit");
        unit.getItems().setAll(AgeUnit.values());
        unit.setConverter(new UnitNames());
        unit.valueProperty().bindBidirectional(page.unit());
        unit.setAccessibleText(texts.of("trust.unit"));
        unit.setMinWidth(120);
        TextFlow before = Parts.flow(page.refusedBefore().get());
        before.setId("refused-before");
        page.refusedBefore()
                .addListener(
                        (_, _, now) -> {
                            Parts.fill(before, now);
                            mark(age, before);
                        });
        Label label = Parts.label(texts.of("trust.oldest"), "field-label");
        label.setLabelFor(age);
        age.disableProperty().bind(wizard.editable().not().or(page.skipping()));
        unit.disableProperty().bind(wizard.editable().not().or(page.skipping()));
        FlowPane line = new FlowPane(8, 8, age, unit, before);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setRowValignment(VPos.CENTER);
        return new VBox(6, label, line);
    }

    private void mark(TextField age, TextFlow before) {
        age.pseudoClassStateChanged(Styles.STATE_DANGER, !page.isAgeUsable());
        before.getStyleClass().remove("problem-value");
        if (!page.isAgeUsable()) {
            before.getStyleClass().add("problem-value");
        }
    }

    private final class UnitNames extends StringConverter<AgeUnit> {
        @Override
        public String toString(AgeUnit unit) {
            return texts.of("trust.unit." + unit.key());
        }

        @Override
        public AgeUnit fromString(String name) {
            throw new UnsupportedOperationException("units are chosen, not typed");
        }
    }
}
