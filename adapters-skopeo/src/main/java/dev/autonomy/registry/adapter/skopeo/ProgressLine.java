package dev.autonomy.registry.adapter.skopeo;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far skopeo says that a blob has come; a line of a terminal as 1.9.3 and 1.22 write it. Of the
 * blob's digest it names the first digits only.
 */
record ProgressLine(String digestStart, State state) {

    /** Bytes on their way, all of them sent as far as the rounded numbers tell, or done with. */
    sealed interface State {
        record Moving(long bytes) implements State {}

        record Sent(long bytes) implements State {}

        record Done() implements State {}
    }

    private static final Pattern CONTROL = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");
    private static final String BLOB = "Copying (?:blob|config) ([0-9a-f]{10,12})\\s*";
    private static final String SIZE = "(\\d{1,9}(?:\\.\\d{1,3})?)(b|KiB|MiB|GiB|TiB)";
    private static final Pattern BAR =
            Pattern.compile(BLOB + "(?:\\[[^\\]]*\\])? ?" + SIZE + " / " + SIZE + "(?: \\| .*)?");
    private static final Pattern END = Pattern.compile(BLOB + "(?:done|skipped: already exists).*");

    private static final Map<String, Long> UNITS =
            Map.of("b", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    /** Empty for every line that tells something else. */
    static Optional<ProgressLine> parse(String line) {
        String text = CONTROL.matcher(line).replaceAll("");
        Matcher end = END.matcher(text);
        if (end.matches()) {
            return Optional.of(new ProgressLine(end.group(1), new State.Done()));
        }
        Matcher bar = BAR.matcher(text);
        return bar.matches() ? Optional.of(bar(bar)) : Optional.empty();
    }

    private static ProgressLine bar(Matcher bar) {
        long done = bytes(bar.group(2), bar.group(3));
        long total = bytes(bar.group(4), bar.group(5));
        return new ProgressLine(
                bar.group(1), done < total ? new State.Moving(done) : new State.Sent(done));
    }

    private static long bytes(String number, String unit) {
        return (long) (Double.parseDouble(number) * UNITS.get(unit));
    }
}
