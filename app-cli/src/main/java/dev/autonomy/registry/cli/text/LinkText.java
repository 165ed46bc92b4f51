package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says that a registry is out of reach and waited for, since when and until when. */
public final class LinkText {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private LinkText() {}

    /** Of the beginning of a wait, with clock times of this zone. */
    public static String lost(SeedEvent.Waiting wait, ZoneId zone) {
        return "%s is out of reach since %s; waiting for it until %s (Ctrl-C ends the run)"
                .formatted(wait.registry(), clock(wait.since(), zone), clock(wait.until(), zone));
    }

    public static String found(SeedEvent.Answering answer) {
        return answer.registry() + " answers again; going on";
    }

    /** Of a wait that goes on, for a display that is painted anew all the time. */
    public static String waiting(String registry, Instant since, Instant until, Instant now) {
        return "no link to %s for %s; waiting %s more"
                .formatted(
                        registry,
                        Quantities.coarse(atLeastZero(since, now)),
                        Quantities.coarse(atLeastZero(now, until)));
    }

    private static Duration atLeastZero(Instant from, Instant to) {
        return from.isAfter(to) ? Duration.ZERO : Duration.between(from, to);
    }

    private static String clock(Instant time, ZoneId zone) {
        return CLOCK.format(time.atZone(zone));
    }
}
