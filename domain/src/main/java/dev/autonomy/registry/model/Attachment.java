package dev.autonomy.registry.model;

import java.util.Objects;

/**
 * What a subject's attachment tag names, and where it was read: a signature, attestation or SBOM
 * manifest, or for {@link AttachmentKind#REFERRERS} the index that lists the referrers.
 */
public record Attachment(
        Repository repository, Digest subject, AttachmentKind kind, Manifest manifest) {

    public Attachment {
        Objects.requireNonNull(repository);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(manifest);
    }

    /** The attachment's tag, the same in every repository. */
    public Tag tag() {
        return kind.tagOf(subject);
    }

    public Digest digest() {
        return manifest.digest();
    }
}
