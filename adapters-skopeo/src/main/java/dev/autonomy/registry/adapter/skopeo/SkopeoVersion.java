package dev.autonomy.registry.adapter.skopeo;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version as {@code skopeo --version} prints it, with whatever a distribution adds to it. */
record SkopeoVersion(String text, int major, int minor, int patch) {

    /** The oldest that was tried: every flag used here exists in it. */
    static final SkopeoVersion FLOOR = new SkopeoVersion("1.9.3", 1, 9, 3);

    private static final Pattern PRINTED =
            Pattern.compile(
                    "skopeo version (v?(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?(?!\\d)\\S*)(?: .*)?");

    static Optional<SkopeoVersion> parse(String line) {
        Matcher matcher = PRINTED.matcher(line);
        return matcher.matches() ? Optional.of(read(matcher)) : Optional.empty();
    }

    private static SkopeoVersion read(MatchResult printed) {
        String patch = printed.group(4);
        return new SkopeoVersion(
                printed.group(1),
                Integer.parseInt(printed.group(2)),
                Integer.parseInt(printed.group(3)),
                patch == null ? 0 : Integer.parseInt(patch));
    }

    boolean isOlderThan(SkopeoVersion other) {
        return Arrays.compare(numbers(), other.numbers()) < 0;
    }

    private int[] numbers() {
        return new int[] {major, minor, patch};
    }

    @Override
    public String toString() {
        return text;
    }
}
