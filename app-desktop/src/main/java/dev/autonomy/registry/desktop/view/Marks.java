package dev.autonomy.registry.desktop.view;

import atlantafx.base.controls.RingProgressIndicator;
import dev.autonomy.registry.desktop.wizard.Tone;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.SVGPath;

/** Signs that say with a shape, and not by colour alone, how something stands. */
final class Marks {

    private Marks() {}

    /** A sign of this width and height. */
    static Node of(Tone tone, double size) {
        return switch (tone) {
            case GOOD -> disc("good", Icon.TICK, size);
            case PROBLEM -> disc("problem", Icon.CROSS, size);
            case WARNING -> triangle("warning", size);
            case NEUTRAL -> info(size);
        };
    }

    static Node unsafe(double size) {
        return triangle("problem", size);
    }

    /** A filled circle with a light sign in it. */
    static Node disc(String role, Icon icon, double size) {
        Circle circle = new Circle(size / 2);
        circle.getStyleClass().addAll("disc", role);
        return sized(size, circle, scaled(icon, size * 0.8, "on-disc"));
    }

    /** A dashed circle: nothing has happened there yet. */
    static Node waiting(double size) {
        Circle circle = new Circle(size / 2 - 1);
        circle.getStyleClass().add("waiting");
        circle.getStrokeDashArray().setAll(2.5, 2.5);
        return sized(size, circle);
    }

    /**
     * Turns as long as it is in a window: the theme's would go on for ever where nobody sees it.
     */
    static Node running(double size) {
        RingProgressIndicator ring = new RingProgressIndicator();
        ring.setMinSize(size, size);
        ring.setPrefSize(size, size);
        ring.setMaxSize(size, size);
        ring.getStyleClass().add("running");
        ring.sceneProperty()
                .addListener(
                        (_, _, scene) ->
                                ring.setProgress(
                                        scene == null
                                                ? 0
                                                : ProgressIndicator.INDETERMINATE_PROGRESS));
        return ring;
    }

    private static Node triangle(String role, double size) {
        Polygon shape =
                new Polygon(
                        size / 2, size * 0.06, size * 0.99, size * 0.94, size * 0.01, size * 0.94);
        shape.getStyleClass().addAll("triangle", role);
        Node sign = scaled(Icon.EXCLAMATION, size * 0.72, "on-disc");
        sign.setTranslateY(size * 0.12);
        return sized(size, shape, sign);
    }

    private static Node info(double size) {
        Circle circle = new Circle(size / 2 - 1);
        circle.getStyleClass().add("info");
        return sized(size, circle, scaled(Icon.INFO, size, "info-sign"));
    }

    private static Node scaled(Icon icon, double size, String style) {
        SVGPath shape = icon.draw();
        shape.getStyleClass().add(style);
        shape.setScaleX(size / 16);
        shape.setScaleY(size / 16);
        return new Group(shape);
    }

    private static StackPane sized(double size, Node... parts) {
        StackPane pane = new StackPane(parts);
        pane.setMinSize(size, size);
        pane.setPrefSize(size, size);
        pane.setMaxSize(size, size);
        pane.setMouseTransparent(true);
        return pane;
    }
}
