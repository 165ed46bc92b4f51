package dev.autonomy.registry.desktop.wizard;

import java.util.Locale;

/** The two ends of a seed. */
public enum Side {
    FROM,
    TO;

    /** The word that stands for the side in text keys and identifiers. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
