package dev.autonomy.registry.desktop.wizard;

import java.time.Duration;
import java.util.Locale;

/** What the oldest accepted signature's age is counted in. */
public enum AgeUnit {
    DAYS(Duration.ofDays(1)),
    HOURS(Duration.ofHours(1));

    private final Duration one;

    AgeUnit(Duration one) {
        this.one = one;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Duration times(int count) {
        return one.multipliedBy(count);
    }
}
