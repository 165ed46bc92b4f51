package dev.autonomy.registry.model;

import java.time.Duration;
import java.util.Map;

/**
 * Durations as Go's {@code time.ParseDuration} reads them: {@code 8760h}, {@code 1h30m}, {@code
 * 1.5s}. Its units and its range, about 292 years.
 */
public final class GoDuration {

    private static final Map<String, Long> NANOS =
            Map.of(
                    "ns", 1L,
                    "us", 1_000L,
                    "\u00b5s", 1_000L,
                    "\u03bcs", 1_000L,
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "h", 3_600_000_000_000L);

    private final String text;
    private int at;

    private GoDuration(String text) {
        this.text = text;
    }

    /** Reads a duration that is longer than nothing; anything else is refused with its position. */
    public static Duration parsePositive(String text) throws InvalidInput {
        Duration duration = parseNotNegative(text);
        if (duration.isZero()) {
            throw new InvalidInput("Duration", "zero", "It must be longer than 0s.");
        }
        return duration;
    }

    /** The same, or nothing at all ({@code 0s}). */
    public static Duration parseNotNegative(String text) throws InvalidInput {
        return new GoDuration(text).parse();
    }

    private Duration parse() throws InvalidInput {
        if (text.isEmpty()) {
            throw new InvalidInput("Duration", "empty", "Give one, for example 720h or 1h30m.");
        }
        if (text.startsWith("-")) {
            throw new InvalidInput("Duration", "negative", 1, "Give none that is below 0s.");
        }
        at = text.startsWith("+") ? 1 : 0;
        return text.substring(at).equals("0") ? Duration.ZERO : Duration.ofNanos(sum());
    }

    private long sum() throws InvalidInput {
        long sum = 0;
        do {
            int start = at;
            String number = number();
            long unit = unit();
            try {
                sum = Math.addExact(sum, nanos(number, unit));
            } catch (ArithmeticException _) {
                throw new InvalidInput(
                        "Duration", "too long", start + 1, "The longest is 2562047h (292 years).");
            }
        } while (at < text.length());
        return sum;
    }

    /** So many units, without what is less than a nanosecond. */
    private static long nanos(String number, long unit) {
        int point = number.indexOf('.') < 0 ? number.length() : number.indexOf('.');
        long whole = 0;
        for (int i = 0; i < point; i++) {
            whole = Math.addExact(Math.multiplyExact(whole, 10), number.charAt(i) - '0');
        }
        long part = 0;
        for (int i = number.length() - 1; i > point; i--) {
            part = ((number.charAt(i) - '0') * unit + part) / 10;
        }
        return Math.addExact(Math.multiplyExact(whole, unit), part);
    }

    private String number() throws InvalidInput {
        int start = at;
        int digits = skipDigits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits += skipDigits();
        }
        if (digits == 0) {
            at = start;
            throw unexpected("Expected a number.");
        }
        return text.substring(start, at);
    }

    private int skipDigits() {
        int start = at;
        while (at < text.length() && Ascii.isDigit(text.charAt(at))) {
            at++;
        }
        return at - start;
    }

    private long unit() throws InvalidInput {
        int start = at;
        while (at < text.length() && ".0123456789".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        Long nanos = NANOS.get(text.substring(start, at));
        if (nanos != null) {
            return nanos;
        }
        at = start;
        throw unexpected("After a number comes its unit: h, m or s.");
    }

    private InvalidInput unexpected(String rule) {
        String problem =
                at < text.length()
                        ? "unexpected \"" + Character.toString(text.codePointAt(at)) + "\""
                        : "nothing after \"" + text + "\"";
        return new InvalidInput("Duration", problem, at + 1, rule);
    }
}
