package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.outcome.SeedReport;
import java.util.Locale;

/** What the destination's tag was found to hold before a seed. */
enum TagBefore {
    UNKNOWN,
    NEW,
    HELD,
    UNCHANGED;

    static TagBefore of(SeedReport.Destination destination) {
        return destination
                .previous()
                .map(held -> held.equals(destination.digest()) ? UNCHANGED : HELD)
                .orElse(NEW);
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
