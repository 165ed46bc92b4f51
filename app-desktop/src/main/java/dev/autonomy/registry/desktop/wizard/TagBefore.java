package dev.autonomy.registry.desktop.wizard;

import java.util.Locale;

/** What the destination's tag was found to hold before a seed. */
enum TagBefore {
    UNKNOWN,
    NEW,
    HELD,
    UNCHANGED;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
