package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.ReviewLine;
import dev.autonomy.registry.desktop.wizard.ReviewPage;
import dev.autonomy.registry.desktop.wizard.SizeCell;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.Tone;
import dev.autonomy.registry.desktop.wizard.Wizard;
import dev.autonomy.registry.model.VisibleText;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Page 3 on the screen. */
final class ReviewView implements PageView {

    private final Wizard wizard;
    private final FileDialogs dialogs;
    private final Texts texts;
    private final ReviewPage page;
    private final Label title = Parts.label("", "page-title");
    private final Label checkedAt = Parts.wrapped("", "secondary");
    private final FlowPane counts = new FlowPane(10, 4);
    private final FlowPane head;
    private final Button again;
    private final VBox lines = new VBox();
    private final FlowPane sizes = new FlowPane();
    private final Label sizesTitle = Parts.label("", "section");
    private final TextArea text = new TextArea();
    private final VBox box;
    private Width width = Width.WIDE;

    ReviewView(Wizard wizard, FileDialogs dialogs) {
        this.wizard = wizard;
        this.dialogs = dialogs;
        this.texts = wizard.texts();
        this.page = wizard.review();
        title.setId("review-title");
        title.setFocusTraversable(true);
        title.setMinWidth(Region.USE_PREF_SIZE);
        again =
                Parts.button(
                        texts.of("review.again"), "check-again", Icon.AGAIN, wizard::checkAgain);
        again.getStyleClass().add("in-list");
        again.disableProperty().bind(wizard.editable().not());
        counts.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(counts, Priority.ALWAYS);
        head = new FlowPane(10, 8);
        lines.getStyleClass().add("box");
        sizes.getStyleClass().addAll("box", "sizes");
        box =
                new VBox(
                        12,
                        new VBox(2, head, checkedAt),
                        lines,
                        new VBox(6, sizesTitle, sizes),
                        command());
        box.getStyleClass().add("page");
        page.command().addListener((_, _, _) -> fitCommand());
        page.lines().addListener((Observable _) -> showLines());
        sizesTitle.textProperty().bind(page.sizesTitle());
        page.sizes().addListener((Observable _) -> showSizes());
        page.sizesUnknown().addListener((_, _, _) -> showSizes());
        page.state().addListener((_, _, _) -> showHead());
        page.checkedAt().addListener((_, _, _) -> showHead());
        fit(Width.WIDE);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void enter() {
        title.requestFocus();
    }

    @Override
    public void fit(Width now) {
        width = now;
        Focus.keep(head, this::arrangeHead, this::enter);
        showLines();
        showSizes();
        showHead();
        fitCommand();
    }

    private void arrangeHead() {
        if (width == Width.WIDE) {
            HBox line = new HBox(10, title, counts, again);
            line.setAlignment(Pos.CENTER_LEFT);
            line.prefWidthProperty().bind(head.widthProperty());
            head.getChildren().setAll(line);
        } else {
            head.getChildren().setAll(title, counts, again);
        }
    }

    /** As many lines as the command has, and one for the scroll bar where it may need one. */
    private void fitCommand() {
        int lines = (int) Math.max(3, page.command().get().lines().count());
        text.setPrefRowCount(width == Width.WIDE ? lines : lines + 2);
    }

    private Node command() {
        text.setId("command");
        text.getStyleClass().add("command");
        text.setEditable(false);
        text.textProperty().bind(page.command().map(VisibleText::of));
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setAccessibleText(texts.of("review.command"));
        Button copy =
                Parts.copyButton(
                        texts,
                        texts.of("review.command.copy"),
                        "copy-command",
                        page.command()::get);
        copy.getStyleClass().add("in-list");
        HBox title =
                new HBox(
                        12,
                        Parts.label(texts.of("review.command"), "section"),
                        Parts.spacer(),
                        copy);
        title.setAlignment(Pos.CENTER_LEFT);
        return new VBox(6, title, text);
    }

    private void showHead() {
        title.setText(
                texts.of(
                        switch (page.state().get()) {
                            case STALE -> "review.title.stale";
                            case CHECKING -> "review.title.checking";
                            case READY -> "review.title.ready";
                            case NOT_READY -> "review.title.not-ready";
                        }));
        checkedAt.setText(
                page.checkedAt().get().isEmpty()
                        ? texts.of("review.looking")
                        : page.checkedAt().get());
        counts.getChildren().clear();
        boolean verifies = page.count(ReviewLine.State.UNSAFE) == 0;
        count(ReviewLine.State.UNSAFE, Tone.PROBLEM, "count.unsafe");
        count(ReviewLine.State.OK, verifies ? Tone.GOOD : Tone.NEUTRAL, "count.ok");
        count(ReviewLine.State.WARNING, Tone.WARNING, "count.warning");
        count(ReviewLine.State.PROBLEM, Tone.PROBLEM, "count.problem");
        count(ReviewLine.State.NOT_CHECKED, Tone.NEUTRAL, "count.not-checked");
    }

    private void count(ReviewLine.State state, Tone tone, String key) {
        long number = page.count(state);
        if (number > 0) {
            counts.getChildren().add(Badges.of(tone, texts.of(key, number)));
        }
    }

    private void showLines() {
        Focus.keep(lines, this::drawLines, this::enter);
        showHead();
    }

    private void drawLines() {
        lines.getChildren()
                .setAll(
                        page.lines().stream()
                                .map(
                                        line ->
                                                new ReviewLineView(
                                                                texts, line, width, credentials())
                                                        .node())
                                .toList());
        if (!lines.getChildren().isEmpty()) {
            lines.getChildren().getLast().getStyleClass().add("last");
        }
    }

    private ReviewLineView.Credentials credentials() {
        return new ReviewLineView.Credentials(
                () ->
                        dialogs.credentials(wizard.authFile().get())
                                .ifPresent(wizard::useCredentials),
                wizard.authFile().get().map(_ -> wizard::useUsualCredentials));
    }

    private void showSizes() {
        if (page.sizes().isEmpty()) {
            sizes.getChildren().setAll(cell(page.sizesUnknown().get(), " ", SizeCell.Weight.PART));
            sizes.getChildren().getLast().getStyleClass().add("last");
            return;
        }
        sizes.getChildren()
                .setAll(
                        page.sizes().stream()
                                .map(cell -> cell(cell.caption(), cell.size(), cell.weight()))
                                .toList());
        sizes.getChildren().getLast().getStyleClass().add("last");
    }

    private static Node cell(String caption, String size, SizeCell.Weight weight) {
        VBox cell =
                new VBox(
                        2,
                        Parts.label(caption, "secondary"),
                        Parts.label(size, weight == SizeCell.Weight.TOTAL ? "total" : "figure"));
        cell.getStyleClass().add("size-cell");
        return cell;
    }
}
