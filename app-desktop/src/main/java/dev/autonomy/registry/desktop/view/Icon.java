package dev.autonomy.registry.desktop.view;

import javafx.scene.shape.SVGPath;

/** The shapes of the wizard, drawn as lines in a square of sixteen. */
enum Icon {
    TICK("M3.5 8.5 L6.5 11.5 L12.5 5"),
    CROSS("M4.5 4.5 L11.5 11.5 M11.5 4.5 L4.5 11.5"),
    EXCLAMATION("M8 3.5 V9 M8 12 V12.3"),
    COPY("M5.5 5.5 H13.5 V13.5 H5.5 Z M3.5 10.5 H2.5 V2.5 H10.5 V3.5"),
    KEY("M1.5 8 A3 3 0 1 0 7.5 8 A3 3 0 1 0 1.5 8 M7.5 8 H14.5 M11.5 8 V10.5 M14.5 8 V10.5"),
    LOCK("M3.5 7.5 H12.5 V14 H3.5 Z M5.5 7.5 V5 A2.5 2.5 0 0 1 10.5 5 V7.5"),
    FOLDER("M1.5 3.5 H6 L7.5 5.5 H14.5 V13 H1.5 Z"),
    AGAIN("M13.2 8 A5.2 5.2 0 1 1 11.4 4.1 M11.8 1.2 V4.4 H8.6"),
    INFO("M8 7.2 V11.3 M8 4.6 V4.9"),
    CHEVRON_RIGHT("M6 3.5 L10.5 8 L6 12.5"),
    CHEVRON_DOWN("M3.5 6 L8 10.5 L12.5 6");

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    SVGPath draw() {
        SVGPath shape = new SVGPath();
        shape.setContent(path);
        shape.getStyleClass().add("icon");
        shape.setMouseTransparent(true);
        return shape;
    }
}
