package dev.autonomy.registry.adapter.catalog;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The bytes of a catalog file as text: UTF-8 without a byte order mark, of at most 1 MiB. */
final class FileText {

    static final int MAX_BYTES = 1 << 20;

    private FileText() {}

    static String of(byte[] bytes) throws NoTree {
        if (bytes.length > MAX_BYTES) {
            throw new NoTree(
                    place(bytes, MAX_BYTES),
                    "The file is larger than 1 MiB. Split it into catalogs of their own.");
        }
        if (startsWithMark(bytes)) {
            throw new NoTree(
                    Place.START,
                    "The file starts with a byte order mark, which editors do not show. Save it as"
                            + " UTF-8 without one.");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult end = StandardCharsets.UTF_8.newDecoder().decode(in, text, true);
        if (end.isError()) {
            throw new NoTree(
                    place(bytes, in.position()), "This is not UTF-8. Save the file as UTF-8.");
        }
        return text.flip().toString();
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
    }

    /** Of the byte at this index, behind bytes that are UTF-8. */
    private static Place place(byte[] bytes, int index) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < index; i++) {
            boolean endsLine =
                    bytes[i] == '\n'
                            || bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
            if (endsLine) {
                line++;
                column = 1;
            } else if (startsCharacter(bytes[i])) {
                column++;
            }
        }
        return new Place(line, column);
    }

    private static boolean startsCharacter(byte each) {
        return (each & 0xC0) != 0x80;
    }
}
