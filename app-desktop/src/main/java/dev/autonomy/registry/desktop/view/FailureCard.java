package dev.autonomy.registry.desktop.view;

import atlantafx.base.layout.InputGroup;
import dev.autonomy.registry.desktop.wizard.ReportContent;
import dev.autonomy.registry.desktop.wizard.ReviewLine;
import dev.autonomy.registry.desktop.wizard.RichText;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.Tone;
import dev.autonomy.registry.desktop.wizard.Wizard;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;

/** What to do next and, below it, everything known about a seed that failed. */
final class FailureCard {

    private static final double WRAP = 580;

    private final Wizard wizard;
    private final Texts texts;
    private final Desk desk;
    private final Width width;
    private final Runnable save;
    private final Node saved;

    FailureCard(Wizard wizard, Desk desk, Width width, Runnable save, Node saved) {
        this.wizard = wizard;
        this.texts = wizard.texts();
        this.desk = desk;
        this.width = width;
        this.save = save;
        this.saved = saved;
    }

    List<Node> nodes(ReportContent report) {
        return List.of(
                new VBox(8, Parts.label(texts.of("report.next"), "section"), advice(report)),
                new VBox(6, detailsTitle(report), saved, details(report)));
    }

    private Node advice(ReportContent report) {
        VBox steps = new VBox(8);
        for (int i = 0; i < report.advice().size(); i++) {
            VBox step = new VBox(8, Parts.flow(report.advice().get(i)));
            step.setMinWidth(0);
            HBox.setHgrow(step, Priority.ALWAYS);
            if (i == 0) {
                report.command().ifPresent(command -> step.getChildren().add(command(command)));
                if (report.remedy() == ReviewLine.Remedy.CREDENTIALS_FILE) {
                    step.getChildren().add(credentials());
                }
            }
            Label number = Parts.label(String.valueOf(i + 1), "step-number");
            HBox line = new HBox(10, number, step);
            line.setAlignment(Pos.TOP_LEFT);
            steps.getChildren().add(line);
        }
        return steps;
    }

    private Node command(String command) {
        TextField field = new TextField(command);
        field.setId("next-command");
        field.setEditable(false);
        field.getStyleClass().add("code");
        field.setAccessibleText(command);
        HBox.setHgrow(field, Priority.ALWAYS);
        return new InputGroup(
                field,
                Parts.copyButton(texts, texts.of("copy"), "copy-next-command", () -> command));
    }

    private Node credentials() {
        Label label =
                Parts.wrapped(
                        wizard.authFile()
                                .get()
                                .map(file -> texts.of("report.credentials.chosen", file))
                                .orElseGet(() -> texts.of("report.credentials")));
        Button choose =
                Parts.button(
                        texts.of("credentials.choose"),
                        "choose-credentials",
                        () ->
                                desk.dialogs()
                                        .credentials(wizard.authFile().get())
                                        .ifPresent(wizard::useCredentials));
        if (width == Width.WIDE) {
            HBox line = new HBox(12, label, Parts.spacer(), choose);
            line.setAlignment(Pos.CENTER_LEFT);
            return line;
        }
        return new VBox(6, label, choose);
    }

    private Node detailsTitle(ReportContent report) {
        Label title = Parts.label(texts.of("report.details"), "section");
        Button copy =
                Parts.copyButton(
                        texts,
                        texts.of("report.details.copy"),
                        "copy-details",
                        report::plainDetails);
        Button saveButton = Parts.button(texts.of("report.save"), "save-report", save);
        copy.getStyleClass().add("in-list");
        saveButton.getStyleClass().add("in-list");
        if (width == Width.WIDE) {
            HBox line = new HBox(10, title, Parts.spacer(), copy, saveButton);
            line.setAlignment(Pos.CENTER_LEFT);
            return line;
        }
        return new VBox(6, title, new FlowPane(8, 8, copy, saveButton));
    }

    Node details(ReportContent report) {
        LabelledGrid grid = new LabelledGrid(width, 126);
        grid.node().getStyleClass().addAll("box", "details");
        int rows = 0;
        for (ReportContent.Detail detail : report.details()) {
            TextFlow value = Parts.flow(detail.value());
            Label label = Parts.wrapped(detail.label(), "secondary");
            if (detail.tone() == Tone.PROBLEM) {
                label.getStyleClass().setAll("label", "problem-text", "strong");
                label.setGraphic(Marks.of(Tone.PROBLEM, 16));
                value.getStyleClass().add("problem-value");
            }
            value.setId("detail-" + rows++);
            value.setAccessibleText(detail.label() + ": " + detail.value());
            copiesItself(value, detail.value());
            grid.add(label, value);
        }
        if (!report.checks().isEmpty()) {
            grid.add(texts.of("detail.checks"), badges(report.checks()));
        }
        return grid.node();
    }

    private FlowPane badges(List<ReportContent.Check> checks) {
        FlowPane badges = new FlowPane(6, 6);
        badges.setPrefWrapLength(WRAP);
        for (ReportContent.Check check : checks) {
            Tone tone =
                    switch (check.outcome()) {
                        case PASSED -> Tone.GOOD;
                        case FAILED -> Tone.PROBLEM;
                        case NOT_ASKED_FOR, NOT_RUN -> Tone.NEUTRAL;
                    };
            String key = check.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
            badges.getChildren().add(Badges.of(tone, texts.of("check.badge." + key, check.name())));
        }
        return badges;
    }

    /** A value with the focus is copied by the usual keys. */
    private static void copiesItself(TextFlow value, RichText text) {
        value.setFocusTraversable(true);
        value.setOnKeyPressed(
                key -> {
                    if (Keys.COPY.match(key)) {
                        Parts.copy(text.toString());
                        key.consume();
                    }
                });
    }
}
