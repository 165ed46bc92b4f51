package dev.autonomy.registry.desktop.view;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.TextInputControlSkin;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/**
 * Lets the caret of a field stand still once nobody has typed for a while, as GTK does after its
 * {@code cursor-blink-timeout}: a blinking one keeps the toolkit drawing sixty times a second. A
 * caret that does not blink is hidden by the toolkit, so another one is drawn in its place.
 */
final class CaretRest {

    private static final Duration PATIENCE = Duration.seconds(10);

    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private final InvalidationListener activity = _ -> blink();
    private final Region still = new Region();
    private Optional<TextInputControl> field = Optional.empty();

    CaretRest(Scene scene) {
        still.getStyleClass().add("still-caret");
        still.setManaged(false);
        still.setMouseTransparent(true);
        patience.setOnFinished(_ -> rest());
        scene.focusOwnerProperty().addListener((_, _, now) -> follow(now));
    }

    /** Stops the blinking now; it goes on with the next key. */
    void rest() {
        patience.stop();
        skin().ifPresent(
                        skin -> {
                            skin.setCaretAnimating(false);
                            if (skin.getSkinnable().isEditable()) {
                                show(skin);
                            }
                        });
    }

    private void show(TextInputControlSkin<?> skin) {
        Rectangle2D place = skin.getCharacterBounds(skin.getSkinnable().getCaretPosition());
        still.resizeRelocate(
                Math.round(place.getMinX()), place.getMinY(), 1, Math.max(1, place.getHeight()));
        skin.getChildren().add(still);
    }

    private void follow(Node owner) {
        field.ifPresent(
                before -> {
                    hide();
                    before.textProperty().removeListener(activity);
                    before.caretPositionProperty().removeListener(activity);
                    before.widthProperty().removeListener(activity);
                    Platform.runLater(() -> leave(before));
                });
        patience.stop();
        field =
                owner instanceof TextInputControl now
                        ? Optional.of(now)
                        : Optional.<TextInputControl>empty();
        field.ifPresent(
                now -> {
                    now.textProperty().addListener(activity);
                    now.caretPositionProperty().addListener(activity);
                    now.widthProperty().addListener(activity);
                    patience.playFromStart();
                });
    }

    /** The key that took the focus away sets the caret blinking once more, when it is done. */
    private static void leave(TextInputControl field) {
        if (!field.isFocused()) {
            skin(field).ifPresent(skin -> skin.setCaretAnimating(false));
        }
    }

    private void blink() {
        hide();
        skin().ifPresent(skin -> skin.setCaretAnimating(true));
        patience.playFromStart();
    }

    private void hide() {
        skin().ifPresent(skin -> skin.getChildren().remove(still));
    }

    private Optional<TextInputControlSkin<?>> skin() {
        return field.flatMap(CaretRest::skin);
    }

    private static Optional<TextInputControlSkin<?>> skin(TextInputControl field) {
        return field.getSkin() instanceof TextInputControlSkin<?> skin
                ? Optional.of(skin)
                : Optional.empty();
    }
}
