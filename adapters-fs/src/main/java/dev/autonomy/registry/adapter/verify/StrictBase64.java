package dev.autonomy.registry.adapter.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Padded standard base64 of at least one byte that has no other spelling; the JDK alone also takes
 * missing padding and bits that do not matter (rule R4).
 */
final class StrictBase64 {

    private StrictBase64() {}

    static Optional<byte[]> decode(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] bytes = Base64.getDecoder().decode(ascii);
            boolean canonical = Arrays.equals(Base64.getEncoder().encode(bytes), ascii);
            return canonical && bytes.length > 0 ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
