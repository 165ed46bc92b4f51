package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.VisibleText;

/** The line beside the buttons: what comes next, or what keeps it from coming. */
public record Hint(Tone tone, String text) {

    public Hint {
        text = VisibleText.of(text);
    }

    static Hint info(String text) {
        return new Hint(Tone.NEUTRAL, text);
    }

    static Hint problem(String text) {
        return new Hint(Tone.PROBLEM, text);
    }
}
