package dev.autonomy.registry.adapter.catalog;

/**
 * The characters that YAML lets stand in a text as they are, but for U+0085, which some readers
 * take for the end of a line and others do not.
 */
final class YamlCharacters {

    private YamlCharacters() {}

    static void check(String text) throws NoTree {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int each = text.codePointAt(i);
            if (!mayStand(each)) {
                throw new NoTree(
                        new Places(text).of(i),
                        "The character <U+%04X> cannot stand here, and editors may not show it. Remove it."
                                .formatted(each));
            }
        }
    }

    private static boolean mayStand(int each) {
        return each >= ' ' && each <= '~'
                || each == '\t'
                || each == '\n'
                || each == '\r'
                || each >= 0xA0 && each != 0xFFFE && each != 0xFFFF;
    }
}
