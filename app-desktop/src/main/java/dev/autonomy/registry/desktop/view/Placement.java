package dev.autonomy.registry.desktop.view;

import javafx.geometry.Rectangle2D;
import javafx.stage.Stage;

/**
 * Where a window lies, its title bar and borders included: in the middle of what a screen has
 * beside its panels, and never larger than that.
 */
record Placement(double left, double top, double width, double height) {

    /** What is set aside for borders and a title bar, which are not known before it opens. */
    private static final double BORDERS = 16;

    private static final double TITLE_BAR = 40;

    private static final double LEAST_WIDTH = 506;
    private static final double LEAST_HEIGHT = 320;

    /** For content of this size where there is room for it. */
    static Placement of(double contentWidth, double contentHeight, Rectangle2D room) {
        double width = Math.min(contentWidth + BORDERS, room.getWidth());
        double height = Math.min(contentHeight + TITLE_BAR, room.getHeight());
        return new Placement(
                room.getMinX() + Math.floor((room.getWidth() - width) / 2),
                room.getMinY() + Math.floor((room.getHeight() - height) / 2),
                width,
                height);
    }

    void apply(Stage stage) {
        stage.setMinWidth(Math.min(LEAST_WIDTH, width));
        stage.setMinHeight(Math.min(LEAST_HEIGHT, height));
        stage.setX(left);
        stage.setY(top);
        stage.setWidth(width);
        stage.setHeight(height);
    }
}
