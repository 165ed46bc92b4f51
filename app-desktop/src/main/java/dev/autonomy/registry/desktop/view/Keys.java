package dev.autonomy.registry.desktop.view;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The keys of the window beside tab, enter, space and the buttons' own letters. */
final class Keys {

    static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination PASTE =
            new KeyCodeCombination(KeyCode.V, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination SAVE =
            new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination CHECK_AGAIN = new KeyCodeCombination(KeyCode.F5);

    static final KeyCombination NEXT = alt(KeyCode.N);
    static final KeyCombination BACK = alt(KeyCode.B);
    static final KeyCombination LEAVE = alt(KeyCode.C);

    private Keys() {}

    /** Alt and the number of a page. */
    static KeyCombination page(int number) {
        return alt(KeyCode.getKeyCode(String.valueOf(number)));
    }

    private static KeyCombination alt(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.ALT_DOWN);
    }
}
