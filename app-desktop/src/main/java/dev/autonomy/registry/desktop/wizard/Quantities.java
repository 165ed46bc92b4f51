package dev.autonomy.registry.desktop.wizard;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Sizes, rates, times and dates as people read them; a kilobyte has 1000 bytes. */
public final class Quantities {

    private static final Duration FINE_UNTIL = Duration.ofMinutes(2);

    private final Texts texts;
    private final Locale locale;
    private final ZoneId zone;

    public Quantities(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.locale = texts.locale();
        this.zone = zone;
    }

    private enum Unit {
        B(1),
        kB(1_000),
        MB(1_000_000),
        GB(1_000_000_000),
        TB(1_000_000_000_000L);

        private final long bytes;

        Unit(long bytes) {
            this.bytes = bytes;
        }

        static Unit fitting(long size) {
            Unit fitting = B;
            for (Unit unit : values()) {
                if (size >= unit.bytes) {
                    fitting = unit;
                }
            }
            return fitting;
        }
    }

    public String size(long bytes) {
        Unit unit = Unit.fitting(bytes);
        return number(bytes, unit) + " " + unit;
    }

    /** {@code 90.8 of 398.1 MB}: both in the unit of the whole. */
    public String sizeOf(long done, long total) {
        Unit unit = Unit.fitting(total);
        return texts.of(
                "quantity.of", done == 0 ? "0" : number(done, unit), number(total, unit), unit);
    }

    public String rate(long bytesPerSecond) {
        return size(bytesPerSecond) + "/s";
    }

    private String number(long bytes, Unit unit) {
        NumberFormat format = NumberFormat.getInstance(locale);
        int decimals = unit == Unit.B ? 0 : 1;
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format((double) bytes / unit.bytes);
    }

    /** {@code 3 min 2 s}. */
    public String elapsed(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }

    /** Rounded up: to five seconds at first, to minutes from two minutes on. */
    public String left(Duration time) {
        if (time.compareTo(FINE_UNTIL) > 0) {
            return coarse(time);
        }
        long seconds = Math.max(5, (time.toSeconds() + 4) / 5 * 5);
        return seconds % 60 == 0 ? seconds / 60 + " min" : elapsed(Duration.ofSeconds(seconds));
    }

    /** Rounded up to minutes where it is one or more. */
    public String coarse(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) <= 0) {
            return left(time);
        }
        Duration minutes = Duration.ofMinutes((time.toSeconds() + 59) / 60);
        return minutes.toHours() > 0 ? elapsed(minutes) : minutes.toMinutes() + " min";
    }

    /** A date in words, {@code 24 November 2025}. */
    public String date(Instant time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .withZone(zone)
                .format(time);
    }

    /** A date and a time of day, and how far that is from UTC. */
    public String moment(Instant time) {
        String local =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .withZone(zone)
                        .format(time);
        ZoneOffset offset = zone.getRules().getOffset(time);
        return local + (offset.equals(ZoneOffset.UTC) ? " UTC" : " UTC" + offset);
    }

    /** {@code 20261124-153208}, for the name of a file. */
    public String stamp(Instant time) {
        return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                .withZone(zone)
                .format(time);
    }

    /** {@code 14:35:41}. */
    public String timeOfDay(Instant time) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", locale).withZone(zone).format(time);
    }
}
