package dev.autonomy.registry.model;

import java.util.Objects;

/**
 * A tag name: a word character, then up to 127 word characters, dots and dashes (OCI distribution
 * spec).
 */
public record Tag(String name) implements Comparable<Tag> {

    public static final int MAX_LENGTH = 128;

    public Tag {
        Objects.requireNonNull(name);
        if (firstProblem(name) >= 0) {
            throw new IllegalArgumentException("not a tag: " + name);
        }
    }

    public static Tag parse(String text) throws InvalidInput {
        if (text.isEmpty()) {
            throw new InvalidInput(
                    "Tag", "nothing after the colon", 1, "Add a tag, for example :v1.");
        }
        int at = firstProblem(text);
        if (at >= MAX_LENGTH) {
            throw new InvalidInput(
                    "Tag", text.length() + " characters", at + 1, "A tag has at most 128.");
        }
        if (at >= 0) {
            throw new InvalidInput(
                    "Tag",
                    "\"" + Character.toString(text.codePointAt(at)) + "\"",
                    at + 1,
                    "Use letters, digits, \"_\", \".\" and \"-\", and start with a letter, a digit or \"_\".");
        }
        return new Tag(text);
    }

    /** The index of the first character that does not fit, or -1. */
    private static int firstProblem(String name) {
        if (name.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean word = c == '_' || Ascii.isLetter(c) || Ascii.isDigit(c);
            if (i >= MAX_LENGTH || !(word || i > 0 && (c == '.' || c == '-'))) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int compareTo(Tag other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
