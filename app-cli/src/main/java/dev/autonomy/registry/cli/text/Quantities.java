package dev.autonomy.registry.cli.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Sizes in decimal units, as registries and links are measured, and times in the two units that
 * matter.
 */
public final class Quantities {

    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB", "EB");
    private static final double STEP = 1000;

    private Quantities() {}

    /** {@code 810.9 MB}. */
    public static String size(long bytes) {
        return bytes < STEP
                ? bytes + " B"
                : number(bytes, unit(bytes)) + " " + UNITS.get(unit(bytes));
    }

    /** {@code 575.4 of 810.9 MB}: both in the unit of the whole. */
    public static String part(long done, long total) {
        return total < STEP
                ? done + " of " + total + " B"
                : number(done, unit(total)) + " of " + size(total);
    }

    /** {@code 41.2 MB/s}. */
    public static String rate(long bytesPerSecond) {
        return size(bytesPerSecond) + "/s";
    }

    /** The share in whole percent; 100 only when everything is there. */
    public static int percent(long done, long total) {
        return total <= 0 || done >= total ? 100 : (int) (done * 100.0 / total);
    }

    private static int unit(long bytes) {
        int unit = 0;
        // 999.95 would be shown as 1000.0
        while (unit < UNITS.size() - 1 && bytes / Math.pow(STEP, unit + 1) >= STEP - 0.05) {
            unit++;
        }
        return unit;
    }

    private static String number(long bytes, int unit) {
        return String.format(Locale.ROOT, "%.1f", bytes / Math.pow(STEP, unit + 1));
    }

    /** {@code 19.7 s}, {@code 6 min 5 s}, {@code 1 h 12 min}, {@code 3 days}. */
    public static String time(Duration time) {
        if (time.toMinutes() == 0) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / STEP);
        }
        return coarse(time);
    }

    /** The same without fractions, for what is only a guess. */
    public static String coarse(Duration time) {
        if (time.toDays() >= 2) {
            return time.toDays() + " days";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        if (time.toMinutes() > 0) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        return time.toSeconds() + " s";
    }

    /** {@code 1 signature}, {@code 3 signatures}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
