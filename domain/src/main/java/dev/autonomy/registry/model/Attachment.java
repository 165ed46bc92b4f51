package dev.autonomy.registry.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What is attached to a subject, and where it was read: a signature, attestation or SBOM manifest
 * under its tag, or for {@link AttachmentKind#REFERRERS} the index that lists the referrers.
 */
public record Attachment(
        Repository repository,
        Digest subject,
        AttachmentKind kind,
        Manifest manifest,
        Listing listing) {

    public Attachment {
        Objects.requireNonNull(repository);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(manifest);
        Objects.requireNonNull(listing);
    }

    /** How an attachment is found. */
    public sealed interface Listing {
        /** The attachment's tag names the manifest. */
        record ByTag() implements Listing {}

        /**
         * The registry lists referrers itself; the manifest is an index composed of its answers and
         * of what the fallback tag lists beside them, and no registry holds it.
         */
        record ByApi(Optional<Manifest> underFallbackTag) implements Listing {}
    }

    /** What the attachment's tag names. */
    public static Attachment tagged(
            Repository repository, Digest subject, AttachmentKind kind, Manifest manifest) {
        return new Attachment(repository, subject, kind, manifest, new Listing.ByTag());
    }

    /** The attachment's tag, the same in every repository. */
    public Tag tag() {
        return kind.tagOf(subject);
    }

    public Digest digest() {
        return manifest.digest();
    }

    /** What the attachment's tag names in its repository. */
    public Optional<Manifest> underTag() {
        return switch (listing) {
            case Listing.ByTag() -> Optional.of(manifest);
            case Listing.ByApi(Optional<Manifest> underFallbackTag) -> underFallbackTag;
        };
    }
}
