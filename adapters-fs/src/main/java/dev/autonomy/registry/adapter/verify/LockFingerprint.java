package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Unreadable;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.Blake3Digest;

/**
 * The behavioural fingerprint of a lock: BLAKE3-256 over its canonical form without that member
 * (spec 2, step 3).
 */
public final class LockFingerprint {

    static final String MEMBER = "behavioral_fingerprint";
    private static final Pattern FORM = Pattern.compile("blake3:[0-9a-f]{64}");

    private LockFingerprint() {}

    /**
     * The fingerprint of a lock that is being written.
     *
     * @throws IllegalArgumentException when the text is not a strict JSON object
     */
    public static String of(String lock) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(lock));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return of(CanonicalJson.of(bytes, MEMBER));
        } catch (CharacterCodingException | Unreadable e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String of(byte[] canonical) {
        Blake3Digest blake3 = new Blake3Digest();
        blake3.update(canonical, 0, canonical.length);
        byte[] hash = new byte[blake3.getDigestSize()];
        blake3.doFinal(hash, 0);
        return "blake3:" + HexFormat.of().formatHex(hash);
    }

    static boolean isWellFormed(String fingerprint) {
        return FORM.matcher(fingerprint).matches();
    }
}
