package dev.autonomy.registry.adapter.transport.trust;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One block of a PEM file: its label and the bytes in it (RFC 7468). */
record PemBlock(String label, byte[] der) {

    private static final String DASHES = "-----";
    private static final String BEGIN = DASHES + "BEGIN ";
    private static final String END = DASHES + "END ";
    private static final String SPACE = " \t\n\u000b\f\r";

    /**
     * The blocks in order; text around them is ignored, as is a block that is not base64. By hand:
     * a pattern takes longer over a machine's hundred authorities than a small seed has.
     */
    static List<PemBlock> parse(String text) {
        List<PemBlock> blocks = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int labelAt = begin + BEGIN.length();
            int labelEnd = text.indexOf(DASHES, labelAt);
            int bodyAt = labelEnd + DASHES.length();
            int bodyEnd = labelEnd < 0 ? -1 : text.indexOf(DASHES, bodyAt);
            if (bodyEnd < 0) {
                break;
            }
            String label = text.substring(labelAt, labelEnd);
            if (isLabel(label) && text.startsWith(END + label + DASHES, bodyEnd)) {
                decoded(text, bodyAt, bodyEnd)
                        .ifPresent(der -> blocks.add(new PemBlock(label, der)));
                begin = text.indexOf(BEGIN, bodyEnd + END.length());
            } else {
                begin = text.indexOf(BEGIN, labelAt);
            }
        }
        return blocks;
    }

    private static boolean isLabel(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(
                                each ->
                                        each >= 'A' && each <= 'Z'
                                                || each >= '0' && each <= '9'
                                                || each == ' ');
    }

    private static Optional<byte[]> decoded(String text, int from, int to) {
        StringBuilder base64 = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (SPACE.indexOf(text.charAt(i)) < 0) {
                base64.append(text.charAt(i));
            }
        }
        try {
            return Optional.of(
                    Base64.getDecoder()
                            .decode(base64.toString().getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
