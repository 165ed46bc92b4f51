package dev.autonomy.registry.desktop.view;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Text;
import javax.imageio.ImageIO;

/** A window's content as it would be seen, and what of it could not be read. */
record Picture(WritableImage image, List<String> cut) {

    static Picture of(Scene scene) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        List<String> cut = new ArrayList<>();
        findCut(scene.getRoot(), cut);
        ScrollPane page = (ScrollPane) scene.lookup("#page");
        double edge = page.localToScene(page.getLayoutBounds()).getMaxX();
        findBeyond(page.getContent(), edge, cut);
        return new Picture(scene.snapshot(null), cut);
    }

    /** Controls that reach beyond the right edge of the page, which does not scroll that way. */
    private static void findBeyond(Node node, double edge, List<String> cut) {
        if (!node.isVisible() || node instanceof TextInputControl) {
            return;
        }
        if (node instanceof Control
                && node.localToScene(node.getLayoutBounds()).getMaxX() > edge + 0.5) {
            cut.add(node + " reaches beyond the page");
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> findBeyond(child, edge, cut));
        }
    }

    /** Texts that a label had no room for, but for those that are meant to be elided. */
    private static void findCut(Node node, List<String> cut) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled
                && !labeled.getStyleClass().contains("elided")
                && labeled.getText() != null
                && labeled.lookup(".text") instanceof Text shown
                && shown.getParent() == labeled
                && isCut(shown.getText(), labeled)) {
            cut.add(labeled.getText() + " shown as " + shown.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> findCut(child, cut));
        }
    }

    private static boolean isCut(String shown, Labeled labeled) {
        return shown.contains("...") || shown.contains("…") && !labeled.getText().contains("…");
    }

    void save(Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage png = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        png.setRGB(0, 0, width, height, pixels, 0, width);
        Files.createDirectories(file.getParent());
        ImageIO.write(png, "png", file.toFile());
    }

    /** How many different colours there are, at most this many. */
    int colours(int most) {
        int width = (int) image.getWidth();
        return (int)
                IntStream.range(0, width * (int) image.getHeight())
                        .map(i -> image.getPixelReader().getArgb(i % width, i / width))
                        .distinct()
                        .limit(most)
                        .count();
    }
}
