package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.RunRow;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.Tone;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.beans.value.ChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;

/** The artifacts of a run, a row each; rows change in place. */
final class RunTable {

    private static final double ROW = 36;
    private static final double NAME = 166;
    private static final double NARROW_NAME = 158;
    private static final double STATE = 140;
    private static final double NARROW_STATE = 116;
    private static final int MOST_ROWS = 7;
    private static final PseudoClass MOVING = PseudoClass.getPseudoClass("moving");

    private final Texts texts;
    private final TableView<RunRow> table = new TableView<>();
    private final TableColumn<RunRow, RunRow.Values> name;
    private final TableColumn<RunRow, RunRow.Values> progress;
    private final TableColumn<RunRow, RunRow.Values> size;
    private final TableColumn<RunRow, RunRow.Values> rate;
    private final TableColumn<RunRow, RunRow.Values> left;
    private final TableColumn<RunRow, RunRow.Values> state;

    RunTable(Texts texts, ObservableList<RunRow> rows) {
        this.texts = texts;
        name = column("artifact", NAME, this::showName);
        progress = column("progress", 110, this::showBar);
        size = column("size", 150, (cell, values) -> cell.setText(values.size()));
        rate = column("rate", 94, (cell, values) -> cell.setText(values.rate()));
        left = column("left", 94, (cell, values) -> cell.setText(values.left()));
        state = column("state", STATE, this::showState);
        for (TableColumn<RunRow, RunRow.Values> figures : List.of(size, rate, left)) {
            figures.getStyleClass().add("figures");
        }
        table.setId("artifacts");
        table.getColumns().setAll(List.of(name, progress, size, rate, left, state));
        table.setItems(rows);
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setAccessibleText(texts.of("run.table"));
        table.setRowFactory(_ -> new Row());
        table.getStyleClass().add("run-table");
        fitHeight();
    }

    Node node() {
        return table;
    }

    /** With little room the rate and the time left go; the state says the most of a row. */
    void fit(Width width) {
        rate.setVisible(width == Width.WIDE);
        left.setVisible(width == Width.WIDE);
        progress.setVisible(width == Width.WIDE);
        name.setPrefWidth(width == Width.WIDE ? NAME : NARROW_NAME);
        state.setPrefWidth(width == Width.WIDE ? STATE : NARROW_STATE);
    }

    void fitHeight() {
        int rows = Math.clamp(table.getItems().size(), 3, MOST_ROWS);
        double height = ROW * (rows + 1) + 2;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
    }

    private TableColumn<RunRow, RunRow.Values> column(
            String key, double width, BiConsumer<Cell, RunRow.Values> show) {
        TableColumn<RunRow, RunRow.Values> column =
                new TableColumn<>(texts.of("run.column." + key));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setResizable(true);
        column.setCellValueFactory(row -> row.getValue().values());
        column.setCellFactory(_ -> new Cell(show));
        return column;
    }

    /** A cell that shows one side of a row's values. */
    private static final class Cell extends TableCell<RunRow, RunRow.Values> {
        private final BiConsumer<Cell, RunRow.Values> show;

        Cell(BiConsumer<Cell, RunRow.Values> show) {
            this.show = show;
        }

        @Override
        protected void updateItem(RunRow.Values values, boolean empty) {
            super.updateItem(values, empty);
            if (empty || values == null) {
                setText(null);
                setGraphic(null);
            } else {
                show.accept(this, values);
            }
        }
    }

    private void showName(Cell cell, RunRow.Values values) {
        cell.setText(values.name());
        cell.getStyleClass().removeAll("elided", "strong");
        cell.getStyleClass().add("elided");
        if (values.state() == RunRow.State.COPYING) {
            cell.getStyleClass().add("strong");
        }
    }

    private void showBar(Cell cell, RunRow.Values values) {
        ProgressBar bar =
                cell.getGraphic() instanceof ProgressBar there ? there : new ProgressBar();
        bar.setProgress(values.fraction());
        bar.setPrefWidth(96);
        bar.pseudoClassStateChanged(PseudoClass.getPseudoClass("whole"), isThere(values.state()));
        cell.setGraphic(bar);
    }

    private void showState(Cell cell, RunRow.Values values) {
        Label word = Parts.label(values.stateText(), "state", "elided");
        HBox state = new HBox(6, sign(values.state()), word);
        state.setAlignment(Pos.CENTER_LEFT);
        state.getStyleClass().addAll("row-state", values.state().key());
        if (cell.getGraphic() instanceof HBox shown
                && shown.getUserData() == values.state()
                && shown.getChildren().getLast() instanceof Label label) {
            label.setText(values.stateText());
        } else {
            state.setUserData(values.state());
            cell.setGraphic(state);
        }
    }

    private static Node sign(RunRow.State state) {
        return switch (state) {
            case WAITING -> Marks.waiting(16);
            case COPYING -> Marks.running(16);
            case RETRYING, STOPPED -> Marks.of(Tone.WARNING, 16);
            case COPIED, UNCHANGED -> Marks.of(Tone.GOOD, 16);
        };
    }

    private static boolean isThere(RunRow.State state) {
        return state == RunRow.State.COPIED || state == RunRow.State.UNCHANGED;
    }

    /** A row that says all of itself to a screen reader. */
    private static final class Row extends TableRow<RunRow> {

        private final ChangeListener<RunRow.Values> listener = (_, _, values) -> show(values);

        Row() {
            itemProperty()
                    .addListener(
                            (_, before, now) -> {
                                if (before != null) {
                                    before.values().removeListener(listener);
                                }
                                if (now != null) {
                                    now.values().addListener(listener);
                                    show(now.values().get());
                                }
                            });
        }

        private void show(RunRow.Values values) {
            setAccessibleText(values.spoken());
            pseudoClassStateChanged(MOVING, values.state() == RunRow.State.COPYING);
        }
    }
}
