package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.RunNumbers;
import dev.autonomy.registry.desktop.wizard.RunPage;
import dev.autonomy.registry.desktop.wizard.StepMark;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.Tone;
import dev.autonomy.registry.desktop.wizard.Wizard;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Page 4 on the screen. */
final class RunView implements PageView {

    private final Texts texts;
    private final RunPage page;
    private final Label title = Parts.wrapped("", "page-title");
    private final Label subtitle = Parts.elided("", "secondary");
    private final Label running = Parts.label("", "secondary");
    private final Label percent = Parts.label("", "percent");
    private final Label amount = Parts.label("", "figure");
    private final Label left = Parts.label("", "strong");
    private final ProgressBar bar = new ProgressBar(0);
    private final VBox figuresPlace = new VBox(6);
    private final HBox steps = new HBox(8);
    private final FlowPane narrowSteps = new FlowPane(12, 6);
    private final StackPane stepsPlace = new StackPane();
    private final RunTable table;
    private final Label event = Parts.wrapped("", "event");
    private final HBox eventLine;
    private final Label note = Parts.wrapped("");
    private final VBox box;
    private Width width = Width.WIDE;

    RunView(Wizard wizard) {
        this.texts = wizard.texts();
        this.page = wizard.run();
        table = new RunTable(texts, page.rows());
        title.setId("run-title");
        percent.setId("percent");
        bar.setId("overall");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("overall");
        bar.progressProperty().bind(page.overall());
        steps.setAlignment(Pos.CENTER_LEFT);
        eventLine = new HBox(8, Marks.of(Tone.WARNING, 16), event);
        eventLine.setAlignment(Pos.CENTER_LEFT);
        eventLine.getStyleClass().add("event-line");
        event.setId("event");
        HBox noteLine = new HBox(12, Icon.LOCK.draw(), note);
        noteLine.setAlignment(Pos.CENTER_LEFT);
        noteLine.getStyleClass().addAll("message", "note");
        note.setId("note");
        box =
                new VBox(
                        10,
                        new VBox(2, title, line(subtitle, running)),
                        figuresPlace,
                        stepsPlace,
                        table.node(),
                        eventLine,
                        noteLine);
        box.getStyleClass().add("page");
        page.numbers().addListener((_, _, now) -> show(now));
        page.overall()
                .addListener((_, before, now) -> announce(before.doubleValue(), now.doubleValue()));
        page.steps().addListener((Observable _) -> showSteps());
        show(page.numbers().get());
        fit(Width.WIDE);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void enter() {
        table.node().requestFocus();
    }

    @Override
    public void fit(Width now) {
        width = now;
        table.fit(now);
        Node figures = figures();
        figuresPlace
                .getChildren()
                .setAll(now == Width.WIDE ? line(figures, left) : new VBox(2, figures, left), bar);
        stepsPlace.getChildren().setAll(now == Width.WIDE ? steps : narrowSteps);
        showSteps();
    }

    private Node figures() {
        percent.setMinWidth(Region.USE_PREF_SIZE);
        amount.setMinWidth(Region.USE_PREF_SIZE);
        HBox figures = new HBox(16, percent, amount);
        figures.setAlignment(Pos.BASELINE_LEFT);
        return figures;
    }

    private static HBox line(Node leading, Label trailing) {
        trailing.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(12, leading, Parts.spacer(), trailing);
        line.setAlignment(Pos.BASELINE_LEFT);
        return line;
    }

    private void show(RunNumbers now) {
        title.setText(now.title());
        subtitle.setText(now.subtitle());
        subtitle.getTooltip().setText(now.subtitle());
        running.setText(now.running());
        percent.setText(now.percent());
        amount.setText(now.amount());
        left.setText(now.left());
        event.setText(now.event().orElse(""));
        eventLine.setVisible(now.event().isPresent());
        note.setText(now.note());
    }

    /** A screen reader is told at each tenth, not at each change. */
    private void announce(double before, double now) {
        if ((int) (before * 10) != (int) (now * 10) || now == 0) {
            bar.setAccessibleText(texts.of("run.overall", (int) (now * 10) * 10 + " %"));
        }
    }

    private void showSteps() {
        List<Node> marks = new ArrayList<>();
        for (StepMark step : page.steps()) {
            if (!marks.isEmpty() && width == Width.WIDE) {
                Region stroke = new Region();
                stroke.getStyleClass().add("step-line");
                HBox.setHgrow(stroke, Priority.ALWAYS);
                marks.add(stroke);
            }
            marks.add(mark(step));
        }
        steps.getChildren().clear();
        narrowSteps.getChildren().clear();
        (width == Width.WIDE ? steps : narrowSteps).getChildren().setAll(marks);
    }

    private Node mark(StepMark step) {
        Label name = Parts.label(step.name(), "step");
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox mark =
                new HBox(
                        6,
                        switch (step.state()) {
                            case WAITING -> Marks.waiting(18);
                            case RUNNING -> Marks.running(18);
                            case DONE -> Marks.of(Tone.GOOD, 18);
                            case QUIET, STOPPED -> Marks.of(Tone.WARNING, 18);
                            case LEFT_OUT -> Marks.unsafe(18);
                        },
                        name);
        mark.setAlignment(Pos.CENTER_LEFT);
        String state = step.state().key();
        name.getStyleClass().add(state);
        Parts.spoken(
                mark, texts.of("run.steps.spoken", step.name(), texts.of("run.step." + state)));
        return mark;
    }
}
