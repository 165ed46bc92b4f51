package dev.autonomy.registry.model;

import java.util.Map;
import java.util.Optional;

/**
 * A reference from a manifest to content: its type, digest and size in bytes (OCI image spec,
 * descriptor).
 */
public record Descriptor(
        String mediaType,
        Digest digest,
        long size,
        Map<String, String> annotations,
        Optional<Platform> platform,
        Optional<String> artifactType,
        Optional<String> data) {

    public Descriptor {
        annotations = Map.copyOf(annotations);
        if (size < 0) {
            throw new IllegalArgumentException("negative size");
        }
    }

    public static Descriptor of(String mediaType, Digest digest, long size) {
        return new Descriptor(
                mediaType,
                digest,
                size,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public boolean isIndex() {
        return MediaTypes.INDEXES.contains(mediaType);
    }
}
