package dev.autonomy.registry.desktop.view;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Values beside their labels, or below them where there is little room. */
final class LabelledGrid {

    private final Width width;
    private final double labelWidth;
    private final VBox rows;

    LabelledGrid(Width width, double labelWidth) {
        this.width = width;
        this.labelWidth = labelWidth;
        rows = new VBox(8);
        rows.setFillWidth(true);
    }

    VBox node() {
        return rows;
    }

    boolean isEmpty() {
        return rows.getChildren().isEmpty();
    }

    void add(String label, Region value) {
        add(Parts.wrapped(label, "secondary"), value);
    }

    void add(Label label, Region value) {
        rows.getChildren().add(new LabelledRow(label, value, width, labelWidth));
    }
}
