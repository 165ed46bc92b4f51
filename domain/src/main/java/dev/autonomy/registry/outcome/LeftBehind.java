package dev.autonomy.registry.outcome;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import java.util.Objects;
import java.util.Optional;

/**
 * An attachment of the source that cannot be carried, of what it is one, and why (spec 1.4, "What
 * cannot be carried"). The artifact type is what the list of referrers says of it.
 */
public record LeftBehind(
        Digest subject,
        AttachmentKind kind,
        Digest digest,
        Optional<String> artifactType,
        Cause cause,
        String reason) {

    public LeftBehind {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(digest);
        Objects.requireNonNull(artifactType);
        Objects.requireNonNull(cause);
        Objects.requireNonNull(reason);
    }

    /** Why it stays. */
    public enum Cause {
        /** The source lists it and does not have all of it. */
        GONE,
        /** No current registry or replicator takes it. */
        NOT_CARRIABLE
    }

    /** What it is called in texts: a kind of its own, or a referrer. */
    public String label() {
        String what = kind == AttachmentKind.REFERRERS ? "referrer" : kind.label();
        return what + " " + digest.abbreviated();
    }

    /** Whether a judgement could have rested on it, as far as anybody can tell without it. */
    public boolean mayBeSignature() {
        return switch (kind) {
            case SIGNATURE -> true;
            case ATTESTATION, SBOM -> false;
            case REFERRERS ->
                    artifactType.isEmpty()
                            || artifactType.get().contains("sigstore")
                            || artifactType.get().contains("cosign");
        };
    }
}
