package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.RunRow;
import dev.autonomy.registry.desktop.wizard.Texts;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.beans.Observable;
import javafx.beans.value.ChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

/** The artifacts of a run, a row each; rows change in place. */
final class RunTable {

    private static final double HEADER = 36;
    private static final double ROW = 36;
    private static final double NARROW_ROW = 48;
    private static final double NAME = 182;
    private static final double NARROW_NAME = 112;
    private static final double BAR = 74;
    private static final double SIZE = 156;
    private static final double NARROW_SIZE = 138;
    private static final double STATE = 140;
    private static final double NARROW_STATE = 168;
    private static final int MOST_ROWS = 7;
    private static final PseudoClass MOVING = PseudoClass.getPseudoClass("moving");
    private static final PseudoClass WHOLE = PseudoClass.getPseudoClass("whole");

    private final Texts texts;
    private final TableView<RunRow> table = new TableView<>();
    private final TableColumn<RunRow, RunRow.Values> name;
    private final TableColumn<RunRow, RunRow.Values> progress;
    private final TableColumn<RunRow, RunRow.Values> size;
    private final TableColumn<RunRow, RunRow.Values> rate;
    private final TableColumn<RunRow, RunRow.Values> left;
    private final TableColumn<RunRow, RunRow.Values> state;
    private Width width = Width.WIDE;

    RunTable(Texts texts, ObservableList<RunRow> rows) {
        this.texts = texts;
        name = column("artifact", NAME, this::showName);
        progress = column("progress", BAR + 14, this::showBar);
        size = column("size", SIZE, (cell, values) -> cell.setText(values.size()));
        rate = column("rate", 92, (cell, values) -> cell.setText(values.rate()));
        left = column("left", 98, (cell, values) -> cell.setText(values.left()));
        state = column("state", STATE);
        state.setCellFactory(_ -> new StateCell(() -> width));
        for (TableColumn<RunRow, RunRow.Values> figures : List.of(size, rate, left)) {
            figures.getStyleClass().add("figures");
        }
        name.getStyleClass().add("elided");
        table.setId("artifacts");
        table.getColumns().setAll(List.of(name, progress, size, rate, left, state));
        table.setItems(rows);
        table.setPlaceholder(Parts.label(texts.of("run.planning"), "secondary"));
        rows.addListener((Observable _) -> fitHeight());
        table.setFixedCellSize(rowHeight());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setAccessibleText(texts.of("run.table"));
        table.setRowFactory(_ -> new Row());
        table.getStyleClass().add("run-table");
        fitHeight();
    }

    Node node() {
        return table;
    }

    /** With little room rate and time left go below the state, and names take two lines. */
    void fit(Width now) {
        width = now;
        boolean wide = now == Width.WIDE;
        rate.setVisible(wide);
        left.setVisible(wide);
        progress.setVisible(wide);
        name.setPrefWidth(wide ? NAME : NARROW_NAME);
        size.setPrefWidth(wide ? SIZE : NARROW_SIZE);
        state.setPrefWidth(wide ? STATE : NARROW_STATE);
        table.setFixedCellSize(rowHeight());
        table.refresh();
        fitHeight();
    }

    private double rowHeight() {
        return width == Width.WIDE ? ROW : NARROW_ROW;
    }

    private void fitHeight() {
        int rows = Math.clamp(table.getItems().size(), 3, MOST_ROWS);
        double height = HEADER + rowHeight() * rows + 2;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
    }

    private TableColumn<RunRow, RunRow.Values> column(
            String key, double pixels, BiConsumer<Cell, RunRow.Values> show) {
        TableColumn<RunRow, RunRow.Values> column = column(key, pixels);
        column.setCellFactory(_ -> new Cell(show));
        return column;
    }

    private TableColumn<RunRow, RunRow.Values> column(String key, double pixels) {
        TableColumn<RunRow, RunRow.Values> column =
                new TableColumn<>(texts.of("run.column." + key));
        column.setPrefWidth(pixels);
        column.setSortable(false);
        column.setReorderable(false);
        column.setResizable(true);
        column.setCellValueFactory(row -> row.getValue().values());
        return column;
    }

    /** A cell that shows one side of a row's values. */
    private static final class Cell extends TableCell<RunRow, RunRow.Values> {
        private final BiConsumer<Cell, RunRow.Values> show;
        private final Tooltip whole = new Tooltip();

        Cell(BiConsumer<Cell, RunRow.Values> show) {
            this.show = show;
        }

        /** What may be cut here can be read there. */
        void sayInTooltip(String text) {
            whole.setText(text);
            setTooltip(whole);
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
        cell.sayInTooltip(values.name());
        cell.setWrapText(width == Width.NARROW);
        cell.pseudoClassStateChanged(MOVING, values.state() == RunRow.State.COPYING);
    }

    private void showBar(Cell cell, RunRow.Values values) {
        ProgressBar bar =
                cell.getGraphic() instanceof ProgressBar there ? there : new ProgressBar();
        bar.setProgress(values.fraction());
        bar.setPrefWidth(BAR);
        bar.pseudoClassStateChanged(WHOLE, isThere(values.state()));
        cell.setGraphic(bar);
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
