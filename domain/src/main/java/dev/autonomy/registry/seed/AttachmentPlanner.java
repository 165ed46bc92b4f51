package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.LeftBehind;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.AttachmentComposer;
import dev.autonomy.registry.port.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what of one attachment of the source travels, and what stays behind because it is gone or
 * nobody could take it (spec 1.4, "What cannot be carried").
 */
final class AttachmentPlanner {

    private final Gathering gathering;
    private final AttachmentComposer composer;
    private final TreeReader trees;
    private final PlanLimits limits;

    AttachmentPlanner(
            AttachmentComposer composer, Gathering gathering, TreeReader trees, PlanLimits limits) {
        this.composer = composer;
        this.gathering = gathering;
        this.trees = trees;
        this.limits = limits;
    }

    /** What becomes of one attachment; nothing is carried where all of it stays behind. */
    record Outcome(Optional<SeedPlan.Carried> carried, List<LeftBehind> leftBehind) {}

    Outcome plan(
            Attachment incoming,
            List<Traveller> travellers,
            String subjectName,
            Optional<Attachment> present)
            throws Obstacle {
        List<LeftBehind> left =
                travellers.stream().flatMap(each -> each.leftBehind().stream()).toList();
        Set<Digest> staying = all(left);
        List<ManifestTree> content =
                travellers.stream()
                        .flatMap(each -> each.tree().stream())
                        // A list may name one manifest twice, and say of it what nobody takes.
                        .filter(tree -> !staying.contains(tree.manifest().digest()))
                        .toList();
        if (content.isEmpty() && !left.isEmpty()) {
            return new Outcome(Optional.empty(), left);
        }
        Attachment travelling = left.isEmpty() ? incoming : composer.without(incoming, staying);
        ManifestTree tree =
                list(travelling).isPresent()
                        ? new ManifestTree(travelling.manifest(), content)
                        : content.getFirst();
        return new Outcome(Optional.of(carried(travelling, tree, subjectName, present)), left);
    }

    private static Set<Digest> all(List<LeftBehind> left) {
        return left.stream().map(LeftBehind::digest).collect(Collectors.toSet());
    }

    /** A manifest of the attachment with all below it, or why it stays. */
    record Traveller(Optional<ManifestTree> tree, Optional<LeftBehind> leftBehind) {}

    /** The attachment itself, or what it lists. */
    List<Traveller> travellers(Attachment incoming) throws Obstacle, InterruptedException {
        AttachmentLimits.requireFewEntries(incoming, incoming.manifest());
        Repository from = incoming.repository();
        Optional<Manifest.Index> list = list(incoming);
        if (list.isPresent()) {
            limits.list(from, list.get());
            return Parallel.map(
                    list.get().manifests(),
                    entry -> traveller(incoming, entry, () -> trees.child(from, entry, 1)));
        }
        Manifest manifest = incoming.manifest();
        Descriptor itself =
                Descriptor.of(manifest.mediaType(), manifest.digest(), manifest.content().size());
        return List.of(traveller(incoming, itself, () -> trees.read(from, manifest)));
    }

    private static Optional<Manifest.Index> list(Attachment attachment) {
        return attachment.kind() == AttachmentKind.REFERRERS
                        && attachment.manifest() instanceof Manifest.Index list
                ? Optional.of(list)
                : Optional.empty();
    }

    private interface Reading {
        ManifestTree tree() throws Obstacle, InterruptedException;
    }

    private Traveller traveller(Attachment incoming, Descriptor entry, Reading reading)
            throws Obstacle, InterruptedException {
        try {
            ManifestTree tree = reading.tree();
            AttachmentLimits.requireSmall(incoming, tree);
            List<Digest> gone = goneBlobs(incoming.repository(), tree);
            return gone.isEmpty()
                    ? new Traveller(Optional.of(tree), Optional.empty())
                    : staying(
                            incoming,
                            entry,
                            LeftBehind.Cause.GONE,
                            "the source does not have its blob " + gone.getFirst());
        } catch (Obstacle.NotFound | Obstacle.Incomplete gone) {
            return staying(incoming, entry, LeftBehind.Cause.GONE, gone.seen());
        } catch (Obstacle.Unsupported foreign) {
            return staying(incoming, entry, LeftBehind.Cause.NOT_CARRIABLE, foreign.seen());
        }
    }

    private static Traveller staying(
            Attachment incoming, Descriptor entry, LeftBehind.Cause cause, String reason) {
        return new Traveller(
                Optional.empty(),
                Optional.of(
                        new LeftBehind(
                                incoming.subject(),
                                incoming.kind(),
                                entry.digest(),
                                entry.artifactType(),
                                cause,
                                reason)));
    }

    /** A source that does not answer this question is not taken for one that lacks a blob. */
    private List<Digest> goneBlobs(Repository from, ManifestTree tree)
            throws Obstacle, InterruptedException {
        List<Digest> gone = new ArrayList<>();
        Parallel.map(
                        tree.blobs(),
                        blob -> {
                            try {
                                return gathering.has(from, blob)
                                        ? Optional.<Digest>empty()
                                        : Optional.of(blob.digest());
                            } catch (Obstacle.AccessDenied | Obstacle.Unreachable _) {
                                return Optional.<Digest>empty();
                            }
                        })
                .forEach(each -> each.ifPresent(gone::add));
        return gone;
    }

    private SeedPlan.Carried carried(
            Attachment travelling,
            ManifestTree tree,
            String subjectName,
            Optional<Attachment> present)
            throws Obstacle {
        Optional<AttachmentComposer.Union> union = Optional.empty();
        if (present.isPresent() && !present.get().digest().equals(travelling.digest())) {
            union = Optional.of(composer.unite(present.get(), travelling));
            AttachmentLimits.requireFewEntries(travelling, union.get().manifest());
        }
        boolean listedByApi =
                present.isPresent() && present.get().listing() instanceof Attachment.Listing.ByApi;
        return new SeedPlan.Carried(
                travelling.kind().label() + " of " + subjectName,
                travelling,
                tree,
                present,
                union,
                listedByApi
                        ? ArtifactReader.ReferrersSupport.API
                        : ArtifactReader.ReferrersSupport.FALLBACK_TAG);
    }
}
