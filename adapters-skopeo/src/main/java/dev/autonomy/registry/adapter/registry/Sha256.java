package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.model.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes digests. */
final class Sha256 {

    private Sha256() {}

    static Digest of(byte[] bytes) {
        return new Digest(HexFormat.of().formatHex(begun().digest(bytes)));
    }

    /** For bytes that come in pieces. */
    static MessageDigest begun() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
