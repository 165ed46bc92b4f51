package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.ReviewLine;
import dev.autonomy.registry.desktop.wizard.RichText;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.Tone;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One line of the review: a sign, what was looked at, how it stands, and what to do. */
final class ReviewLineView {

    private static final double NAME = 166;

    private final Texts texts;
    private final ReviewLine line;
    private final HBox row = new HBox(10);

    ReviewLineView(Texts texts, ReviewLine line, Width width, Credentials credentials) {
        this.texts = texts;
        this.line = line;
        Label name = Parts.label(texts.of("review.item." + line.item().key()), "name");
        VBox words = new VBox(2, Parts.flow(line.text()));
        line.advice().forEach(step -> words.getChildren().add(Parts.flow(step, "advice")));
        buttons(credentials).ifPresent(words.getChildren()::add);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (width == Width.WIDE) {
            name.setMinWidth(NAME);
            row.getChildren().setAll(sign(), name, words);
        } else {
            VBox stacked = new VBox(2, name, words);
            HBox.setHgrow(stacked, Priority.ALWAYS);
            row.getChildren().setAll(sign(), stacked);
        }
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("review-line", line.state().key());
        row.setId("review-" + line.item().key());
        Parts.spoken(
                row,
                texts.of(
                        "review.line.spoken",
                        name.getText(),
                        texts.of("review.state." + line.state().key()),
                        Stream.concat(Stream.of(line.text()), line.advice().stream())
                                .map(RichText::toString)
                                .collect(Collectors.joining(" "))));
        addSide();
    }

    Node node() {
        return row;
    }

    /** What can be done about the logins: take them from a file, or, with one, do without it. */
    record Credentials(Runnable choose, Optional<Runnable> doWithout) {}

    private Optional<Node> buttons(Credentials credentials) {
        FlowPane buttons = new FlowPane(8, 6);
        line.command()
                .ifPresent(
                        command ->
                                buttons.getChildren()
                                        .add(
                                                Parts.copyButton(
                                                        texts,
                                                        texts.of("copy"),
                                                        "copy-" + line.item().key(),
                                                        () -> command)));
        if (line.remedy() == ReviewLine.Remedy.CREDENTIALS_FILE) {
            buttons.getChildren()
                    .add(
                            Parts.button(
                                    texts.of("credentials.choose"),
                                    "choose-credentials-" + line.item().key(),
                                    credentials.choose()));
            credentials
                    .doWithout()
                    .ifPresent(
                            usual ->
                                    buttons.getChildren()
                                            .add(
                                                    Parts.button(
                                                            texts.of("credentials.usual"),
                                                            "usual-credentials-"
                                                                    + line.item().key(),
                                                            usual)));
        }
        return buttons.getChildren().isEmpty() ? Optional.empty() : Optional.of(buttons);
    }

    private void addSide() {
        if (line.state() == ReviewLine.State.WARNING
                || line.state() == ReviewLine.State.PROBLEM
                || line.state() == ReviewLine.State.UNSAFE) {
            Label word = Parts.label(texts.of("review.state." + line.state().key()), "state");
            word.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(word);
        }
    }

    private Node sign() {
        return switch (line.state()) {
            case CHECKING -> Marks.running(16);
            case OK -> Marks.of(Tone.GOOD, 16);
            case WARNING -> Marks.of(Tone.WARNING, 16);
            case PROBLEM -> Marks.of(Tone.PROBLEM, 16);
            case UNSAFE -> Marks.unsafe(16);
            case NOT_CHECKED -> Marks.waiting(16);
        };
    }
}
