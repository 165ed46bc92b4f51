package dev.autonomy.registry.desktop.view;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;

/**
 * Where the keys go while a part of a page is drawn anew. Left alone, the toolkit hands them to the
 * next field it finds and selects what is in it, and the next letter typed replaces that.
 */
final class Focus {

    private Focus() {}

    /**
     * Draws the part anew and gives the focus back to what had it there, or to the control that
     * took its place under the same identifier, or else lets the heir take it.
     */
    static void keep(Parent part, Runnable redraw, Runnable heir) {
        Optional<Node> holder = holder(part);
        redraw.run();
        holder.ifPresent(
                before ->
                        successor(part, before)
                                .ifPresentOrElse(
                                        now -> {
                                            if (!now.isFocused()) {
                                                now.requestFocus();
                                            }
                                        },
                                        heir));
    }

    private static Optional<Node> holder(Parent part) {
        return Optional.ofNullable(part.getScene())
                .map(Scene::getFocusOwner)
                .filter(owner -> isIn(part, owner));
    }

    private static Optional<Node> successor(Parent part, Node before) {
        if (isIn(part, before)) {
            return Optional.of(before).filter(Focus::takesKeys);
        }
        return Optional.ofNullable(before.getId())
                .flatMap(id -> Optional.ofNullable(part.lookup("#" + id)))
                .filter(Focus::takesKeys);
    }

    private static boolean isIn(Parent part, Node node) {
        Node each = node;
        while (each != null && each != part) {
            each = each.getParent();
        }
        return each == part;
    }

    private static boolean takesKeys(Node node) {
        Node each = node;
        while (each != null && each.isVisible()) {
            each = each.getParent();
        }
        return each == null && !node.isDisabled();
    }
}
