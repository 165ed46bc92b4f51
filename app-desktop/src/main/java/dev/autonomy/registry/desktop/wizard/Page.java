package dev.autonomy.registry.desktop.wizard;

import java.util.Locale;

/** The five pages, in their order. */
public enum Page {
    WHERE,
    TRUST,
    REVIEW,
    RUN,
    REPORT;

    public int number() {
        return ordinal() + 1;
    }

    /** The word that stands for the page in text keys and identifiers. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
