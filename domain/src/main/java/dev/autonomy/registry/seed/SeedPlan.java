package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.LeftBehind;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.port.ArtifactReader.ReferrersSupport;
import dev.autonomy.registry.port.AttachmentComposer;
import dev.autonomy.registry.progress.SeedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run will carry, where it will end up, what the destination holds already, and what stays
 * at the source.
 */
record SeedPlan(
        List<Part> parts,
        List<Carried> carried,
        List<Attachment> settled,
        List<LeftBehind> leftBehind) {

    SeedPlan {
        parts = List.copyOf(parts);
        carried = List.copyOf(carried);
        settled = List.copyOf(settled);
        leftBehind = List.copyOf(leftBehind);
    }

    /** A part of the bundle: its content, the tag it will have, and what that tag names now. */
    record Part(BundlePart part, Tag tag, ManifestTree tree, Optional<Manifest> previous) {

        Digest digest() {
            return tree.manifest().digest();
        }

        SeedEvent.Artifact artifact() {
            return tree.artifact(part.label());
        }
    }

    /**
     * An attachment of the source: its content, what the destination has of the same kind, the
     * union of the two where they differ, and how it will be found there.
     */
    record Carried(
            String name,
            Attachment attachment,
            ManifestTree tree,
            Optional<Attachment> present,
            Optional<AttachmentComposer.Union> union,
            ReferrersSupport found) {

        /** What the destination will list for the subject. */
        Manifest result() {
            return union.map(AttachmentComposer.Union::manifest).orElse(attachment.manifest());
        }

        /** Whether the list of referrers is the registry's own business. */
        boolean isListedByApi() {
            return found == ReferrersSupport.API;
        }

        /** What travels: a list of referrers does not, only what it lists. */
        List<ManifestTree> content() {
            boolean isList =
                    attachment.kind() == AttachmentKind.REFERRERS
                            && attachment.manifest() instanceof Manifest.Index;
            return isList ? tree.children() : List.of(tree);
        }

        /** What has to be put beside the content so that a tag can name the result. */
        Optional<AttachmentComposer.Union> toBeComposed() {
            Digest named = result().digest();
            boolean isBrought =
                    content().stream().anyMatch(each -> each.manifest().digest().equals(named));
            boolean isThere =
                    present.flatMap(Attachment::underTag)
                            .filter(manifest -> manifest.digest().equals(named))
                            .isPresent();
            return isBrought || isThere
                    ? Optional.empty()
                    : union.or(
                            () ->
                                    Optional.of(
                                            new AttachmentComposer.Union(
                                                    attachment.manifest(), List.of())));
        }

        /** Whether every manifest names the subject, as a registry must be told to list it. */
        boolean namesItsSubject() {
            return content().stream()
                    .allMatch(
                            each ->
                                    each.manifest()
                                            .subject()
                                            .map(Descriptor::digest)
                                            .equals(Optional.of(attachment.subject())));
        }

        /** The same where the destination's tag stays at what it names. */
        Carried kept() {
            Manifest named = present.flatMap(Attachment::underTag).orElseThrow();
            return new Carried(
                    name,
                    attachment,
                    tree,
                    present,
                    Optional.of(new AttachmentComposer.Union(named, List.of())),
                    found);
        }

        Carried foundBy(ReferrersSupport support) {
            return new Carried(name, attachment, tree, present, union, support);
        }

        SeedEvent.Artifact artifact() {
            return tree.artifact(name);
        }
    }

    SeedPlan carrying(List<Carried> settledCarried) {
        return new SeedPlan(parts, settledCarried, settled, leftBehind);
    }

    /** The plan with one attachment's tag left where the destination has it. */
    SeedPlan keeping(Carried kept) {
        return carrying(
                carried.stream().map(each -> each.equals(kept) ? each.kept() : each).toList());
    }

    Part image() {
        return parts.getFirst();
    }

    List<Part> sidecars() {
        return parts.subList(1, parts.size());
    }

    List<SeedEvent.Artifact> artifacts() {
        return Stream.concat(
                        parts.stream().map(Part::artifact), carried.stream().map(Carried::artifact))
                .toList();
    }

    /** The size in bytes of everything, shared content counted once. */
    long totalBytes() {
        Map<Digest, Long> sizes = new LinkedHashMap<>();
        parts.forEach(part -> sizes.putAll(part.tree().sizes()));
        carried.forEach(each -> sizes.putAll(each.tree().sizes()));
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    List<SeedReport.PlatformPin> platforms() {
        return image().tree().manifest() instanceof Manifest.Index index
                ? index.manifests().stream()
                        .flatMap(
                                child ->
                                        child.platform().stream()
                                                .map(
                                                        platform ->
                                                                new SeedReport.PlatformPin(
                                                                        platform, child.digest())))
                        .toList()
                : List.of();
    }

    List<SeedReport.AttachmentPin> attachmentPins() {
        List<SeedReport.AttachmentPin> pins = new ArrayList<>();
        for (Carried each : carried) {
            addPins(pins, each.attachment(), each.result(), each.isListedByApi());
        }
        for (Attachment each : settled) {
            addPins(
                    pins,
                    each,
                    each.manifest(),
                    each.listing() instanceof Attachment.Listing.ByApi);
        }
        return pins;
    }

    /** What a list of referrers names; nothing where something else stands in its place. */
    static List<Digest> listed(Manifest manifest) {
        return manifest instanceof Manifest.Index index
                ? index.manifests().stream().map(Descriptor::digest).toList()
                : List.of();
    }

    private static void addPins(
            List<SeedReport.AttachmentPin> pins,
            Attachment attachment,
            Manifest manifest,
            boolean listedByApi) {
        List<Digest> digests =
                attachment.kind() == AttachmentKind.REFERRERS
                        ? listed(manifest)
                        : List.of(manifest.digest());
        Optional<Tag> tag = listedByApi ? Optional.empty() : Optional.of(attachment.tag());
        digests.forEach(
                digest ->
                        pins.add(
                                new SeedReport.AttachmentPin(
                                        attachment.subject(), attachment.kind(), digest, tag)));
    }
}
