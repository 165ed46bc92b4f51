package dev.autonomy.registry.model;

/**
 * Text from outside as a person may see it: characters that steer a terminal, turn the order of a
 * line around or cannot be seen at all stand as their code points, {@code <U+202E>}. Line breaks
 * and tabs stay.
 */
public final class VisibleText {

    /** Code points that Unicode lets a renderer leave out, and that have a type of visible ones. */
    private static final int[][] UNSEEN = {
        {0x034F, 0x034F},
        {0x115F, 0x1160},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x2800, 0x2800},
        {0x3164, 0x3164},
        {0xFE00, 0xFE0F},
        {0xFFA0, 0xFFA0},
        {0xE0000, 0xE0FFF}
    };

    private VisibleText() {}

    public static String of(String text) {
        if (text.codePoints().allMatch(VisibleText::isVisible)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(
                        c -> {
                            if (isVisible(c)) {
                                visible.appendCodePoint(c);
                            } else {
                                visible.append("<U+%04X>".formatted(c));
                            }
                        });
        return visible.toString();
    }

    /** Whether the character shows itself, and only itself. */
    public static boolean isVisible(int character) {
        return character == '\n'
                || character == '\t'
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR ->
                            false;
                    default -> !isUnseen(character);
                };
    }

    private static boolean isUnseen(int character) {
        for (int[] range : UNSEEN) {
            if (character >= range[0] && character <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
