package dev.autonomy.registry.adapter.words;

import dev.autonomy.registry.adapter.tool.Redaction;
import dev.autonomy.registry.model.VisibleText;

/**
 * Other people's words, made fit to be shown: one line, no secrets in addresses, no control
 * characters, not too long.
 */
public final class Words {

    private static final int MAX_LENGTH = 300;

    private Words() {}

    public static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        String told = Redaction.withoutSecrets(text);
        told.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> isShowable(c) ? c : ' ')
                .forEach(clean::appendCodePoint);
        String line = clean.toString().strip();
        return told.codePointCount(0, told.length()) > MAX_LENGTH ? line + "…" : line;
    }

    private static boolean isShowable(int c) {
        return c != '\n' && c != '\t' && VisibleText.isVisible(c);
    }
}
