package dev.autonomy.registry.desktop.wizard;

import java.util.Locale;

/** What is looked at before a seed, in the order in which it is shown. */
public enum ReviewItem {
    TOOL,
    SOURCE_REGISTRY,
    DESTINATION_REGISTRY,
    SOURCE_IMAGE,
    SIDECARS,
    SIGNATURES,
    DESTINATION_TAG,
    OUTPUT_FOLDER;

    /** The word that stands for the item in text keys and identifiers. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
