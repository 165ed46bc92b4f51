package dev.autonomy.registry.adapter.document;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Padded standard base64 of at least one byte that has no other spelling; the JDK alone also takes
 * missing padding and bits that do not matter (rule R4).
 */
public final class StrictBase64 {

    private StrictBase64() {}

    public static Optional<byte[]> decode(String text) {
        return loose(text).filter(bytes -> Base64.getEncoder().encodeToString(bytes).equals(text));
    }

    /** Whether it can be decoded at all, in whatever spelling. */
    public static boolean isReadable(String text) {
        return loose(text).isPresent();
    }

    private static Optional<byte[]> loose(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
            return bytes.length > 0 ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
