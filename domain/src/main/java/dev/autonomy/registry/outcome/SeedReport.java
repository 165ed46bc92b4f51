package dev.autonomy.registry.outcome;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.model.TrustAnchor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Everything a run knows at its end: what the seed manifest records, and on failure as much of it
 * as was reached. Lists are empty and optionals absent for what was not reached.
 */
public record SeedReport(
        SeedRequest request,
        Optional<ToolVersion> replicator,
        Instant startedAt,
        Instant finishedAt,
        Optional<Source> source,
        Optional<Destination> destination,
        List<PlatformPin> platforms,
        List<SidecarPin> sidecars,
        List<AttachmentPin> attachments,
        List<LeftBehind> leftBehind,
        List<Transfer> transfers,
        List<Promotion> promotions,
        List<Warning> warnings,
        SortedSet<String> plainHttpRegistries,
        Optional<TrustAnchor> trustAnchor,
        Optional<VerificationReport> verification,
        SeedOutcome outcome) {

    /** The image as it was pinned at the source. */
    public record Source(String reference, Digest digest, String mediaType, String pinned) {}

    /** The image at the destination, and what the tag held before. */
    public record Destination(
            String reference, Digest digest, String pinned, Optional<Digest> previous) {}

    public record PlatformPin(Platform platform, Digest digest) {}

    /** A copied sidecar under the destination's tag. */
    public record SidecarPin(BundlePart part, Tag tag, Digest digest, String mediaType) {}

    /**
     * An attachment manifest at the destination, of what, and the tag it is found by; no tag where
     * the registry's Referrers API lists it.
     */
    public record AttachmentPin(
            Digest subject, AttachmentKind kind, Digest digest, Optional<Tag> tag) {}
}
