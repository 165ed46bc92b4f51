package dev.autonomy.registry.desktop.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * Measures whether every text of a window can be read: none lies over another, none reaches out of
 * what holds it or beyond the page, and a label that elides says all of it in its tooltip. What can
 * be unfolded is unfolded first; what the page scrolls to counts as well.
 */
final class Legibility {

    /** Neighbouring lines may share the pixel that both were rounded to. */
    private static final double ROUNDING = 1.5;

    /** The blank at which a line broke hangs over its end. */
    private static final double SPACE = 10;

    private final List<String> faults = new ArrayList<>();

    /** A text or field, and the area of the window that its ink may take. */
    private record Ink(String words, Bounds area) {

        boolean isOver(Ink other) {
            return Math.min(area.getMaxX(), other.area.getMaxX())
                                    - Math.max(area.getMinX(), other.area.getMinX())
                            > ROUNDING
                    && Math.min(area.getMaxY(), other.area.getMaxY())
                                    - Math.max(area.getMinY(), other.area.getMinY())
                            > ROUNDING;
        }
    }

    private Legibility() {}

    /** What cannot be read, in words; empty when all can. */
    static List<String> faults(Scene scene) {
        unfold(scene.getRoot());
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        Legibility measured = new Legibility();
        measured.look(scene);
        return List.copyOf(measured.faults);
    }

    private static void unfold(Node node) {
        if (node instanceof TitledPane pane && pane.isCollapsible()) {
            pane.setExpanded(true);
        }
        if (node instanceof ToggleButton button) {
            button.setSelected(true);
        }
        if (node instanceof Parent parent) {
            List.copyOf(parent.getChildrenUnmodifiable()).forEach(Legibility::unfold);
        }
    }

    private void look(Scene scene) {
        ScrollPane scroll = (ScrollPane) scene.lookup("#page");
        List<Ink> page = new ArrayList<>();
        collect(scroll.getContent(), Optional.empty(), page);
        List<Ink> frame = new ArrayList<>();
        for (Node part : scene.getRoot().getChildrenUnmodifiable()) {
            if (part != scroll) {
                collect(part, Optional.empty(), frame);
            }
        }
        compare(page);
        compare(frame);
        within(page, area(scroll.getContent()), "the page");
        within(
                page,
                new BoundingBox(
                        0, -1e6, scroll.localToScene(scroll.getLayoutBounds()).getMaxX(), 2e6),
                "what is seen of the page");
        within(frame, new BoundingBox(0, 0, scene.getWidth(), scene.getHeight()), "the window");
    }

    private void compare(List<Ink> inks) {
        for (int i = 0; i < inks.size(); i++) {
            for (Ink other : inks.subList(i + 1, inks.size())) {
                if (inks.get(i).isOver(other)) {
                    faults.add("“" + inks.get(i).words() + "” lies over “" + other.words() + "”");
                }
            }
        }
    }

    private void within(List<Ink> inks, Bounds room, String name) {
        for (Ink ink : inks) {
            Bounds area = ink.area();
            if (area.getMinX() < room.getMinX() - ROUNDING
                    || area.getMaxX() > room.getMaxX() + SPACE
                    || area.getMinY() < room.getMinY() - ROUNDING
                    || area.getMaxY() > room.getMaxY() + ROUNDING) {
                faults.add(
                        "“"
                                + ink.words()
                                + "” reaches out of "
                                + name
                                + ": "
                                + text(area)
                                + " is not in "
                                + text(room));
            }
        }
    }

    private static String text(Bounds area) {
        return "(%.1f %.1f %.1f %.1f)"
                .formatted(area.getMinX(), area.getMinY(), area.getMaxX(), area.getMaxY());
    }

    private void collect(Node node, Optional<Bounds> clip, List<Ink> inks) {
        if (!node.isVisible()) {
            return;
        }
        Optional<Bounds> seen =
                node.getClip() == null
                        ? clip
                        : Optional.of(node.localToScene(node.getClip().getBoundsInParent()));
        switch (node) {
            case TextInputControl field -> inks.add(new Ink(field.getText(), area(field)));
            case TextFlow flow -> flow(flow, inks);
            case Labeled labeled -> labeled(labeled, seen, inks);
            case Parent parent ->
                    parent.getChildrenUnmodifiable().forEach(child -> collect(child, seen, inks));
            case Text text -> add(text.getText(), area(text), seen, inks);
            default -> {}
        }
    }

    /** The lines of a flow belong together; a part of it may surround another. */
    private void flow(TextFlow flow, List<Ink> inks) {
        List<Node> words =
                flow.getChildren().stream()
                        .filter(part -> part instanceof Text text && !text.getText().isBlank())
                        .toList();
        if (words.isEmpty()) {
            return;
        }
        Bounds ink = words.stream().map(Legibility::area).reduce(Legibility::union).orElseThrow();
        StringBuilder all = new StringBuilder();
        words.forEach(part -> all.append(((Text) part).getText()));
        within(List.of(new Ink(all.toString(), ink)), area(flow), "its own place");
        inks.add(new Ink(all.toString(), ink));
    }

    private void labeled(Labeled labeled, Optional<Bounds> clip, List<Ink> inks) {
        for (Node child : labeled.getChildrenUnmodifiable()) {
            if (child instanceof Text shown) {
                text(labeled, shown, clip, inks);
            } else {
                collect(child, clip, inks);
            }
        }
    }

    private void text(Labeled labeled, Text shown, Optional<Bounds> clip, List<Ink> inks) {
        if (shown.getText().isBlank()) {
            return;
        }
        Bounds area = area(shown);
        within(List.of(new Ink(labeled.getText(), area)), area(labeled), "its label");
        if (isCut(labeled, shown)) {
            faults.add("“" + labeled.getText() + "” is cut to “" + shown.getText() + "”");
        }
        add(labeled.getText(), area, clip, inks);
    }

    private static boolean isCut(Labeled labeled, Text shown) {
        String whole = labeled.getText().replace("_", "");
        boolean shortened =
                shown.getText().contains("…") && !whole.contains("…")
                        || shown.getText().contains("...");
        return shortened
                && (labeled.getTooltip() == null
                        || !labeled.getTooltip().getText().equals(labeled.getText()));
    }

    private static void add(String words, Bounds area, Optional<Bounds> clip, List<Ink> inks) {
        if (clip.isEmpty() || clip.get().intersects(area)) {
            inks.add(new Ink(words, area));
        }
    }

    private static Bounds area(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private static Bounds union(Bounds one, Bounds other) {
        double left = Math.min(one.getMinX(), other.getMinX());
        double top = Math.min(one.getMinY(), other.getMinY());
        return new BoundingBox(
                left,
                top,
                Math.max(one.getMaxX(), other.getMaxX()) - left,
                Math.max(one.getMaxY(), other.getMaxY()) - top);
    }
}
