package dev.autonomy.registry.desktop.wizard;

import java.util.Locale;

/**
 * What a colour and its icon mean: green only for verified, amber for an obstacle, red for a
 * verdict about the bundle or for verification that is off.
 */
public enum Tone {
    NEUTRAL,
    GOOD,
    WARNING,
    PROBLEM;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
