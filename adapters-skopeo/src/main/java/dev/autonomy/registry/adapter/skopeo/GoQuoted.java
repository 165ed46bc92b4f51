package dev.autonomy.registry.adapter.skopeo;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value as logrus writes it: a bare word, or a string in the quotes of Go's {@code %q}. */
final class GoQuoted {

    private static final Pattern ESCAPED =
            Pattern.compile(
                    "\\\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U(00[01][0-9a-f]{5})|(.))",
                    Pattern.DOTALL);

    private GoQuoted() {}

    /** The value at the beginning of this text; of one that was cut off, what there is of it. */
    static String text(String value) {
        return value.startsWith("\"")
                ? ESCAPED.matcher(value.substring(1, end(value, 0))).replaceAll(GoQuoted::meant)
                : value.split("\\s", 2)[0];
    }

    /** The text with everything between quotes blotted out, of the same length. */
    static String masked(String text) {
        StringBuilder masked = new StringBuilder(text);
        for (int open = text.indexOf('"'); open >= 0; ) {
            int end = end(text, open);
            for (int i = open + 1; i < end; i++) {
                masked.setCharAt(i, '_');
            }
            open = end < text.length() ? text.indexOf('"', end + 1) : -1;
        }
        return masked.toString();
    }

    /** Where the quote that was opened there is closed; the text's end when it is not. */
    private static int end(String text, int open) {
        int i = open + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, text.length());
    }

    private static String meant(MatchResult escaped) {
        return Matcher.quoteReplacement(character(escaped));
    }

    private static String character(MatchResult escaped) {
        for (int group = 1; group <= 3; group++) {
            if (escaped.group(group) != null) {
                int meant = Integer.parseInt(escaped.group(group), 16);
                return Character.isValidCodePoint(meant) ? Character.toString(meant) : "\ufffd";
            }
        }
        return switch (escaped.group(4)) {
            case "a" -> "\u0007";
            case "b" -> "\b";
            case "f" -> "\f";
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "v" -> "\u000b";
            default -> escaped.group(4);
        };
    }
}
