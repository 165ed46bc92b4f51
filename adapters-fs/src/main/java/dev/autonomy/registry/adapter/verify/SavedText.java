package dev.autonomy.registry.adapter.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A text file of the user's, saved by whatever editor: in UTF-8 or UTF-16, with or without a byte
 * order mark. What is neither counts as Latin-1.
 */
final class SavedText {

    private static final char MARK = '\uFEFF';

    private SavedText() {}

    /** Its lines, without the mark and without what cannot be seen at their ends. */
    static String of(byte[] bytes) {
        return of(decoded(bytes));
    }

    /** The lines of a text that is no file's, in the same way. */
    static String of(String text) {
        return text.lines().map(SavedText::trimmed).collect(Collectors.joining("\n")).strip();
    }

    /** Why a program would not take it as UTF-8, where that is so and an editor shows nothing. */
    static Optional<String> objection(byte[] bytes) {
        if (!charset(bytes).equals(StandardCharsets.UTF_8)) {
            return Optional.of("it is in UTF-16; save it as UTF-8");
        }
        return decoded(bytes).startsWith(String.valueOf(MARK))
                ? Optional.of("it starts with a byte order mark; save it as UTF-8 without one")
                : Optional.empty();
    }

    /** Where in such a text the first character is that belongs into no ASCII file. */
    static Optional<String> strangeCharacter(String text) {
        int line = 1;
        for (int character : text.codePoints().toArray()) {
            if (character == '\n') {
                line++;
            } else if (character < ' ' && character != '\t' || character > '~') {
                return Optional.of(
                        "line %d of it holds U+%04X, a character that may not be seen and does not belong there"
                                .formatted(line, character));
            }
        }
        return Optional.empty();
    }

    private static String decoded(byte[] bytes) {
        try {
            return charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int first = Byte.toUnsignedInt(bytes[0]);
        int second = Byte.toUnsignedInt(bytes[1]);
        if (first == 0xFE && second == 0xFF || first == 0) {
            return StandardCharsets.UTF_16BE;
        }
        return first == 0xFF && second == 0xFE || second == 0
                ? StandardCharsets.UTF_16LE
                : StandardCharsets.UTF_8;
    }

    private static String trimmed(String line) {
        int start = 0;
        int end = line.length();
        while (start < end && isUnseen(line.charAt(start))) {
            start++;
        }
        while (start < end && isUnseen(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }

    private static boolean isUnseen(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
