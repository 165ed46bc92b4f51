package dev.autonomy.registry.adapter.document;

/** Words from a registry, as they may stand in a message: short, and without control characters. */
public final class HostileText {

    private static final int MAX_LENGTH = 120;

    private HostileText() {}

    public static String quoted(String text) {
        return "\"" + plain(text) + "\"";
    }

    /** The same where no quotes are wanted. */
    public static String plain(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .limit(MAX_LENGTH)
                .forEach(c -> shown.append(isPlain(c) && c != '"' ? (char) c : '?'));
        return shown.append(text.length() > MAX_LENGTH ? "…" : "").toString();
    }

    /** Whether it is a character of ASCII that shows itself, or a space. */
    static boolean isPlain(int character) {
        return character >= ' ' && character <= '~';
    }
}
