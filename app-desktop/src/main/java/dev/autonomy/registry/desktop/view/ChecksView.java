package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.ReportContent.Check;
import dev.autonomy.registry.desktop.wizard.ReportContent.Comparison;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.Tone;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The four checks, each of which can be unfolded to what was expected and found. */
record ChecksView(Texts texts, Width width) {

    Node node(List<Check> checks) {
        VBox box = new VBox();
        box.getStyleClass().addAll("box", "checks");
        for (Check check : checks) {
            box.getChildren().add(pane(check, box.getChildren().isEmpty()));
        }
        return box;
    }

    private TitledPane pane(Check check, boolean first) {
        Label name = Parts.label(check.name(), "strong");
        name.setMinWidth(width == Width.WIDE ? 110 : 90);
        HBox title = new HBox(10, sign(check.outcome()), name, Parts.elided(check.summary()));
        title.setAlignment(Pos.CENTER_LEFT);
        title.setMinWidth(0);
        VBox details = new VBox(6);
        check.comparisons().forEach(each -> details.getChildren().add(comparison(each)));
        TitledPane pane = new TitledPane();
        title.maxWidthProperty().bind(pane.widthProperty().subtract(48));
        pane.setGraphic(title);
        pane.setContent(details);
        pane.setAnimated(false);
        pane.setCollapsible(!check.comparisons().isEmpty());
        pane.setExpanded(
                !check.comparisons().isEmpty()
                        && (first || check.outcome() == Check.Outcome.FAILED));
        pane.setAccessibleText(check.name() + ": " + check.summary());
        pane.setId("check-" + check.name().toLowerCase(texts.locale()));
        return pane;
    }

    private Node comparison(Comparison comparison) {
        VBox words =
                new VBox(
                        2,
                        Parts.wrapped(
                                comparison.message().isEmpty()
                                        ? comparison.subject()
                                        : comparison.message()));
        LabelledGrid values = new LabelledGrid(width, 76);
        comparison
                .expected()
                .ifPresent(
                        value -> values.add(texts.of("detail.expected"), value(value, "figure")));
        comparison
                .found()
                .ifPresent(
                        value ->
                                values.add(
                                        texts.of("detail.found"),
                                        value(
                                                value,
                                                comparison.tone() == Tone.PROBLEM
                                                        ? "problem-text"
                                                        : "figure")));
        if (!values.isEmpty()) {
            words.getChildren().add(values.node());
        }
        words.getStyleClass().add("comparison");
        return words;
    }

    /** Digests and the like are set as code, sentences are not. */
    private static Label value(String value, String style) {
        Label words = Parts.wrapped(value, style);
        if (!value.contains(" ")) {
            words.getStyleClass().add("code");
        }
        return words;
    }

    private static Node sign(Check.Outcome outcome) {
        return switch (outcome) {
            case PASSED -> Marks.of(Tone.GOOD, 16);
            case FAILED -> Marks.of(Tone.PROBLEM, 16);
            case NOT_ASKED_FOR, NOT_RUN -> Marks.waiting(16);
        };
    }
}
