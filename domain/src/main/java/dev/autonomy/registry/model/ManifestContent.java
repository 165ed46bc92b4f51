package dev.autonomy.registry.model;

import java.util.Objects;

/** The exact bytes of a manifest with its media type and the digest that was computed over them. */
public final class ManifestContent {

    private final Digest digest;
    private final String mediaType;
    private final String servedAs;
    private final byte[] bytes;

    public ManifestContent(Digest digest, String mediaType, byte[] bytes) {
        this(digest, mediaType, mediaType, bytes);
    }

    /**
     * @param servedAs the media type a server gave it, which may be a generic one; empty when none
     */
    public ManifestContent(Digest digest, String mediaType, String servedAs, byte[] bytes) {
        this.digest = Objects.requireNonNull(digest);
        this.mediaType = Objects.requireNonNull(mediaType);
        this.servedAs = Objects.requireNonNull(servedAs);
        this.bytes = bytes.clone();
    }

    public Digest digest() {
        return digest;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The media type itself wherever the manifest was not read under another. */
    public String servedAs() {
        return servedAs;
    }

    public long size() {
        return bytes.length;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ManifestContent that
                && digest.equals(that.digest)
                && mediaType.equals(that.mediaType);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return mediaType + " " + digest;
    }
}
