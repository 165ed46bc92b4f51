package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.ReportContent;
import dev.autonomy.registry.desktop.wizard.ReportPage;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.Tone;
import dev.autonomy.registry.desktop.wizard.Wizard;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Page 5 on the screen. */
final class ReportView implements PageView {

    private final Wizard wizard;
    private final Texts texts;
    private final ReportPage page;
    private final Desk desk;
    private final VBox box = new VBox(12);
    private final Consumer<Node> reveal;
    private final Label saved = Parts.wrapped("", "secondary");
    private final Label unopened = Parts.wrapped("", "problem-text");
    private Width width = Width.WIDE;
    private Optional<HBox> banner = Optional.empty();

    /** What is to be seen at once is handed to {@code reveal}. */
    ReportView(Wizard wizard, Desk desk, Consumer<Node> reveal) {
        this.wizard = wizard;
        this.texts = wizard.texts();
        this.page = wizard.report();
        this.desk = desk;
        this.reveal = reveal;
        box.getStyleClass().add("page");
        saved.setId("saved");
        saved.textProperty().bind(page.saved());
        unopened.setId("unopened");
        List.of(saved, unopened).forEach(this::revealsItself);
        page.content().addListener((_, _, _) -> show());
        wizard.authFile().addListener((_, _, _) -> show());
        show();
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void enter() {
        banner.ifPresent(Node::requestFocus);
    }

    @Override
    public void fit(Width now) {
        width = now;
        show();
    }

    /** Asks for a file and saves the report into it. */
    void save() {
        page.suggestedFile().flatMap(desk.dialogs()::reportFile).ifPresent(page::save);
    }

    /** A line that says how something ended is seen wherever the page is scrolled to. */
    private void revealsItself(Label line) {
        line.textProperty()
                .addListener(
                        (_, _, now) -> {
                            Parts.show(line, !now.isEmpty());
                            if (!now.isEmpty()) {
                                reveal.accept(line);
                            }
                        });
        Parts.show(line, !line.getText().isEmpty());
    }

    private void show() {
        unopened.setText("");
        Focus.keep(box, this::draw, this::enter);
    }

    private void draw() {
        box.getChildren().clear();
        banner = Optional.empty();
        page.content()
                .get()
                .ifPresent(
                        report -> {
                            HBox made = banner(report.banner());
                            banner = Optional.of(made);
                            box.getChildren().add(made);
                            if (report.retry() == ReportContent.Retry.ANOTHER) {
                                showSeeded(report);
                            } else {
                                box.getChildren().addAll(card().nodes(report));
                            }
                        });
    }

    private FailureCard card() {
        return new FailureCard(wizard, desk, width, this::save, saved);
    }

    private HBox banner(ReportContent.Banner content) {
        Label title = Parts.wrapped(content.title(), "banner-title");
        title.setId("banner-title");
        VBox words = new VBox(2, title, Parts.wrapped(content.meaning()));
        content.reference()
                .ifPresent(reference -> words.getChildren().add(Parts.wrapped(reference, "code")));
        content.notes()
                .forEach(
                        note -> {
                            HBox line =
                                    new HBox(
                                            6,
                                            Marks.of(Tone.WARNING, 16),
                                            Parts.wrapped(note, "note-text"));
                            line.setAlignment(Pos.CENTER_LEFT);
                            words.getChildren().add(line);
                        });
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox made = new HBox(16, Marks.of(content.tone(), 34), words);
        made.getStyleClass().addAll("message", "banner", content.tone().key());
        made.setId("banner");
        made.setFocusTraversable(true);
        Parts.spoken(made, content.title() + ". " + content.meaning());
        return made;
    }

    private void showSeeded(ReportContent report) {
        box.getChildren()
                .add(
                        new VBox(
                                6,
                                Parts.label(texts.of("report.checks"), "section"),
                                report.checks().isEmpty()
                                        ? Parts.wrapped(
                                                texts.of("report.checks.none"), "problem-text")
                                        : new ChecksView(texts, width).node(report.checks())));
        VBox pins = new VBox();
        pins.getStyleClass().add("box");
        report.pins().forEach(pin -> pins.getChildren().add(pin(pin)));
        pins.getChildren().getLast().getStyleClass().add("last");
        Node details = card().details(report);
        box.getChildren()
                .addAll(
                        new VBox(6, Parts.label(texts.of("report.pins"), "section"), pins),
                        new VBox(6, files(unfolding(details)), saved, unopened),
                        details);
    }

    /** Who signed what and when: folded away until it is asked for. */
    private ToggleButton unfolding(Node details) {
        ToggleButton button = new ToggleButton(texts.of("report.details"));
        button.setId("details");
        button.setAccessibleText(texts.of("report.details"));
        button.setMinWidth(Region.USE_PREF_SIZE);
        Parts.show(details, false);
        button.selectedProperty()
                .addListener(
                        (_, _, unfolded) -> {
                            Parts.show(details, unfolded);
                            if (unfolded) {
                                reveal.accept(details);
                            }
                        });
        return button;
    }

    private Node pin(ReportContent.Pin pin) {
        Label name = Parts.label(pin.name(), "name");
        Label digest = Parts.wrapped(pin.digest(), "code");
        HBox.setHgrow(digest, Priority.ALWAYS);
        digest.setMaxWidth(Double.MAX_VALUE);
        Button copy =
                Parts.copyButton(
                        texts,
                        texts.of("copy"),
                        "copy-pin-" + pin.name().toLowerCase(texts.locale()),
                        pin::pinned);
        Parts.flat(copy);
        copy.setAccessibleText(texts.of("report.copy.pin", pin.name()));
        HBox row;
        if (width == Width.WIDE) {
            name.setMinWidth(56);
            row = new HBox(8, name, digest, copy);
        } else {
            VBox stacked = new VBox(name, digest);
            stacked.setMinWidth(0);
            HBox.setHgrow(stacked, Priority.ALWAYS);
            row = new HBox(8, stacked, copy);
        }
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("pin");
        return row;
    }

    private void openFolder(Path folder) {
        unopened.setText("");
        desk.folders()
                .open(folder, () -> unopened.setText(texts.of("report.folder-not-opened", folder)));
    }

    private Node files(ToggleButton details) {
        Path folder = page.folder().orElseThrow();
        VBox words =
                new VBox(
                        2,
                        Parts.wrapped(texts.of("report.files"), "strong"),
                        Parts.wrapped(folder.toString(), "secondary"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button open =
                Parts.button(
                        texts.of("report.open-folder"),
                        "open-folder",
                        Icon.FOLDER,
                        () -> openFolder(folder));
        Button save = Parts.button(texts.of("report.save"), "save-report", this::save);
        if (width == Width.WIDE) {
            HBox line = new HBox(8, words, details, open, save);
            line.setAlignment(Pos.CENTER_LEFT);
            return line;
        }
        return new VBox(8, words, new FlowPane(8, 8, details, open, save));
    }
}
