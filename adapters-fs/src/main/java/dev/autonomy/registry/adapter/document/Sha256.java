package dev.autonomy.registry.adapter.document;

import dev.autonomy.registry.model.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes the digest of bytes that come in pieces. */
public final class Sha256 {

    private final MessageDigest pieces;

    public Sha256() {
        try {
            pieces = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The digest of bytes that are all there. */
    public static Digest of(byte[] bytes) {
        Sha256 whole = new Sha256();
        whole.add(bytes, 0, bytes.length);
        return whole.digest();
    }

    public void add(byte[] from, int offset, int length) {
        pieces.update(from, offset, length);
    }

    /** That of all pieces so far; the next one begins anew. */
    public Digest digest() {
        return new Digest(HexFormat.of().formatHex(pieces.digest()));
    }
}
