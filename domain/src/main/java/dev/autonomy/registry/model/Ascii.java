package dev.autonomy.registry.model;

/** The character classes of references and names, which know ASCII only. */
public final class Ascii {

    private Ascii() {}

    public static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    public static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    public static boolean isLetter(int c) {
        return isLower(c) || isUpper(c);
    }

    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    public static boolean isHex(int c) {
        return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
