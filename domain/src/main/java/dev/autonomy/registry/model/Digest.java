package dev.autonomy.registry.model;

import java.util.Objects;

/**
 * A SHA-256 content digest, {@code sha256:} and 64 lower-case hex digits (OCI image spec,
 * descriptor).
 */
public record Digest(String hex) implements Comparable<Digest> {

    private static final String PREFIX = "sha256:";
    private static final int HEX_LENGTH = 64;

    public Digest {
        Objects.requireNonNull(hex);
        if (hex.length() != HEX_LENGTH || !hex.chars().allMatch(Digest::isLowerHex)) {
            throw new IllegalArgumentException("not 64 lower-case hex digits");
        }
    }

    /** Reads {@code sha256:<hex>}; any other algorithm is refused (spec 1.2). */
    public static Digest parse(String text) throws InvalidInput {
        if (!text.startsWith(PREFIX)) {
            int colon = text.indexOf(':');
            String problem =
                    colon > 0 ? "algorithm \"" + text.substring(0, colon) + "\"" : "no algorithm";
            throw new InvalidInput(
                    "Digest",
                    problem,
                    1,
                    "Only sha256 digests are accepted: sha256: and 64 hex digits.");
        }
        String hex = text.substring(PREFIX.length());
        for (int i = 0; i < hex.length(); i++) {
            if (!isLowerHex(hex.charAt(i))) {
                throw new InvalidInput(
                        "Digest",
                        "\"" + Character.toString(hex.codePointAt(i)) + "\"",
                        PREFIX.length() + i + 1,
                        "Use the digits 0-9 and a-f only.");
            }
        }
        if (hex.length() != HEX_LENGTH) {
            throw new InvalidInput(
                    "Digest",
                    hex.length() + " hex digits",
                    PREFIX.length() + Math.min(hex.length(), HEX_LENGTH) + 1,
                    "A sha256 digest has 64.");
        }
        return new Digest(hex);
    }

    /**
     * {@code sha256:} and the first twelve digits, for lines where the whole digest does not fit.
     */
    public String abbreviated() {
        return PREFIX + hex.substring(0, 12) + "…";
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }

    private static boolean isLowerHex(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
}
