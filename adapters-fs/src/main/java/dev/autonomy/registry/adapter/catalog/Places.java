package dev.autonomy.registry.adapter.catalog;

/** Where the characters of a text stand, asked for from its beginning to its end. */
final class Places {

    private final String text;
    private int at;
    private int line = 1;
    private int column = 1;

    Places(String text) {
        this.text = text;
    }

    /** Of the character at this index; one that lies before the last starts from the beginning. */
    Place of(long index) {
        if (index < at) {
            at = 0;
            line = 1;
            column = 1;
        }
        while (at < index && at < text.length()) {
            step();
        }
        return new Place(line, column);
    }

    private void step() {
        int each = text.codePointAt(at);
        at += Character.charCount(each);
        if (each == '\n' || each == '\r' && !text.startsWith("\n", at)) {
            line++;
            column = 1;
        } else {
            column++;
        }
    }
}
