package dev.autonomy.registry.desktop.view;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.TextFlow;

/**
 * A label and its value: side by side with their first lines on one level, or one above the other.
 * A grid measures a row on a common baseline as if no value ever broke into lines, and draws the
 * next row over the rest.
 */
final class LabelledRow extends Region {

    private static final double STACKED_GAP = 2;

    private final Label label;
    private final Region value;
    private final Width width;
    private final double labelWidth;

    LabelledRow(Label label, Region value, Width width, double labelWidth) {
        this.label = label;
        this.value = value;
        this.width = width;
        this.labelWidth = labelWidth;
        label.setLabelFor(value);
        getChildren().setAll(label, value);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        Insets insets = getInsets();
        double content =
                width == Width.WIDE
                        ? labelWidth + value.prefWidth(-1)
                        : Math.max(label.prefWidth(-1), value.prefWidth(-1));
        return snapSizeX(insets.getLeft() + content + insets.getRight());
    }

    @Override
    protected double computeMinHeight(double rowWidth) {
        return prefHeight(rowWidth);
    }

    @Override
    protected double computePrefHeight(double rowWidth) {
        Insets insets = getInsets();
        double room =
                rowWidth < 0
                        ? computePrefWidth(-1) - insets.getLeft() - insets.getRight()
                        : rowWidth - insets.getLeft() - insets.getRight();
        return snapSizeY(insets.getTop() + measured(room).height() + insets.getBottom());
    }

    @Override
    protected void layoutChildren() {
        Insets insets = getInsets();
        double room = getWidth() - insets.getLeft() - insets.getRight();
        Places places = measured(room);
        place(label, insets.getLeft(), insets.getTop() + places.labelTop(), places.labelWidth());
        place(
                value,
                insets.getLeft() + places.valueLeft(),
                insets.getTop() + places.valueTop(),
                places.valueWidth());
    }

    private void place(Region part, double left, double top, double partWidth) {
        part.resizeRelocate(
                snapPositionX(left), snapPositionY(top), partWidth, height(part, partWidth));
    }

    private double height(Region part, double partWidth) {
        return snapSizeY(part.prefHeight(partWidth));
    }

    /** Where the two are within the row, and what they need in all. */
    private record Places(
            double labelTop,
            double labelWidth,
            double valueLeft,
            double valueTop,
            double valueWidth,
            double height) {}

    private Places measured(double room) {
        if (width == Width.NARROW) {
            double below = height(label, room) + STACKED_GAP;
            return new Places(0, room, 0, below, room, below + height(value, room));
        }
        double valueWidth = Math.max(0, room - labelWidth);
        double labelHeight = height(label, labelWidth);
        double valueHeight = height(value, valueWidth);
        double drop =
                startsWithWords(value)
                        ? value.getBaselineOffset() - label.getBaselineOffset()
                        : (valueHeight - labelHeight) / 2;
        double labelTop = snapPositionY(Math.max(0, drop));
        double valueTop = snapPositionY(Math.max(0, -drop));
        return new Places(
                labelTop,
                labelWidth,
                labelWidth,
                valueTop,
                valueWidth,
                Math.max(labelTop + labelHeight, valueTop + valueHeight));
    }

    private static boolean startsWithWords(Node value) {
        return value instanceof TextFlow || value instanceof Label;
    }
}
