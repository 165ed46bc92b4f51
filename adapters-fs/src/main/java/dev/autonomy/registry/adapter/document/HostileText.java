package dev.autonomy.registry.adapter.document;

/** Words from a registry, as they may stand in a message: short, and without control characters. */
public final class HostileText {

    private static final int MAX_LENGTH = 120;

    private HostileText() {}

    public static String quoted(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.chars()
                .limit(MAX_LENGTH)
                .forEach(c -> shown.append(c >= ' ' && c <= '~' && c != '"' ? (char) c : '?'));
        return shown.append(text.length() > MAX_LENGTH ? "…\"" : "\"").toString();
    }
}
