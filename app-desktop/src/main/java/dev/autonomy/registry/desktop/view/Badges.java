package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.Tone;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Short words on a coloured ground, each with its sign. */
final class Badges {

    private Badges() {}

    static Region of(Tone tone, String text) {
        HBox badge = word(tone.key(), text);
        badge.getChildren().addFirst(tone == Tone.NEUTRAL ? Marks.waiting(14) : Marks.of(tone, 14));
        return badge;
    }

    /** A word without a sign. */
    static HBox word(String role, String text) {
        HBox badge = new HBox(6, Parts.label(text, "badge-text"));
        badge.setAlignment(Pos.CENTER_LEFT);
        badge.getStyleClass().addAll("badge", role);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.setMaxHeight(Region.USE_PREF_SIZE);
        return badge;
    }
}
