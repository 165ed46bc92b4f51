package dev.autonomy.registry.model;

import java.util.Locale;

/**
 * How something is attached to a subject by a tag: cosign's three legacy tags, and the referrers
 * fallback tag.
 */
public enum AttachmentKind {
    SIGNATURE(".sig"),
    ATTESTATION(".att"),
    SBOM(".sbom"),
    REFERRERS("");

    private final String tagSuffix;

    AttachmentKind(String tagSuffix) {
        this.tagSuffix = tagSuffix;
    }

    /**
     * {@code sha256-<hex>} and the kind's suffix (cosign; OCI distribution spec, referrers tag
     * schema).
     */
    public Tag tagOf(Digest subject) {
        return new Tag("sha256-" + subject.hex() + tagSuffix);
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
