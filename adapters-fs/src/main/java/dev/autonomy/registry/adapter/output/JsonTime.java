package dev.autonomy.registry.adapter.output;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Moments as records spell them: RFC 3339, UTC, milliseconds. */
final class JsonTime {

    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private JsonTime() {}

    static String of(Instant instant) {
        return FORMAT.format(instant);
    }
}
