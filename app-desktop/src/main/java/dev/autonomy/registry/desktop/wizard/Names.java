package dev.autonomy.registry.desktop.wizard;

import java.util.Locale;

/** The names of artifacts as they stand at the start of a line. */
final class Names {

    private Names() {}

    static String capitalised(String name) {
        int first = name.offsetByCodePoints(0, name.isEmpty() ? 0 : 1);
        return name.substring(0, first).toUpperCase(Locale.ROOT) + name.substring(first);
    }
}
