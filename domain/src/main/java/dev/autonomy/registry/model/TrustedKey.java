package dev.autonomy.registry.model;

import java.util.Objects;

/**
 * A usable public key: its kind in words ("ECDSA P-256"), its DER SubjectPublicKeyInfo and the
 * SHA-256 of that.
 */
public final class TrustedKey implements TrustAnchor {

    private final String type;
    private final Digest fingerprint;
    private final byte[] subjectPublicKeyInfo;

    public TrustedKey(String type, Digest fingerprint, byte[] subjectPublicKeyInfo) {
        this.type = Objects.requireNonNull(type);
        this.fingerprint = Objects.requireNonNull(fingerprint);
        this.subjectPublicKeyInfo = subjectPublicKeyInfo.clone();
    }

    public String type() {
        return type;
    }

    public Digest fingerprint() {
        return fingerprint;
    }

    public byte[] subjectPublicKeyInfo() {
        return subjectPublicKeyInfo.clone();
    }

    @Override
    public String description() {
        return type + " key " + fingerprint.abbreviated();
    }

    @Override
    public String wholeDescription() {
        return type + " key " + fingerprint;
    }
}
