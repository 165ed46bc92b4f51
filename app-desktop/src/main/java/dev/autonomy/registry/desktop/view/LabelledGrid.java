package dev.autonomy.registry.desktop.view;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.text.TextFlow;

/** Values beside their labels, or below them where there is little room. */
final class LabelledGrid {

    private final Width width;
    private final GridPane grid;

    LabelledGrid(Width width, double labelWidth) {
        this.width = width;
        grid = new GridPane(0, width == Width.WIDE ? 8 : 2);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        if (width == Width.WIDE) {
            ColumnConstraints labels = new ColumnConstraints(labelWidth);
            labels.setMinWidth(labelWidth);
            grid.getColumnConstraints().setAll(labels, values);
        } else {
            grid.getColumnConstraints().setAll(values);
        }
    }

    GridPane node() {
        return grid;
    }

    void add(String label, Node value) {
        add(Parts.wrapped(label, "secondary"), value);
    }

    void add(Label label, Node value) {
        int row = grid.getRowCount();
        grid.add(label, 0, row);
        GridPane.setValignment(label, VPos.BASELINE);
        if (width == Width.WIDE) {
            grid.add(value, 1, row);
            if (value instanceof TextFlow || value instanceof Label) {
                GridPane.setValignment(value, VPos.BASELINE);
            } else {
                GridPane.setValignment(label, VPos.CENTER);
            }
        } else {
            grid.add(value, 0, row + 1);
        }
    }
}
