package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.Parallel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the source's tags once and makes sure that together they are one moment's state; later they
 * are not read.
 */
final class SourcePin {

    private final DigestResolver resolver;
    private final ArtifactReader reader;
    private final Reference from;
    private final SidecarPolicy sidecars;

    SourcePin(
            DigestResolver resolver,
            ArtifactReader reader,
            Reference from,
            SidecarPolicy sidecars) {
        this.resolver = resolver;
        this.reader = reader;
        this.from = from;
        this.sidecars = sidecars;
    }

    /** The manifests of the parts asked for. Missing ones are reported together. */
    Map<BundlePart, Manifest> pin() throws Stop, Obstacle, InterruptedException {
        Map<BundlePart, Manifest> pinned = read();
        if (!pinned.equals(read())) {
            pinned = read();
            Map<BundlePart, Manifest> again = read();
            if (!pinned.equals(again)) {
                throw moved(pinned, again);
            }
        }
        return pinned;
    }

    /** The source's tag of a part; a source given by digest alone has none. */
    private Optional<Tag> sourceTag(BundlePart part) {
        return from.tag().map(tag -> beside(tag, part));
    }

    /** A part's tag beside an image tag that the request was validated with. */
    static Tag beside(Tag imageTag, BundlePart part) {
        try {
            return part.tagBeside(imageTag);
        } catch (InvalidInput e) {
            throw new IllegalArgumentException("the request was not validated", e);
        }
    }

    private Map<BundlePart, Manifest> read() throws Stop, Obstacle, InterruptedException {
        List<BundlePart> parts = sidecars.parts();
        List<Optional<Manifest>> found = Parallel.map(parts, part -> read(part));
        Map<BundlePart, Manifest> manifests = new LinkedHashMap<>();
        List<Obstacle> missing = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            BundlePart part = parts.get(i);
            found.get(i)
                    .ifPresentOrElse(
                            manifest -> manifests.put(part, manifest),
                            () -> missing.add(missing(part)));
        }
        if (!manifests.containsKey(BundlePart.IMAGE)) {
            // Its sidecars' tags are derived from its own, so they are missing for the same reason.
            throw new Stop(List.of(missing(BundlePart.IMAGE)));
        }
        if (!missing.isEmpty()) {
            throw new Stop(missing);
        }
        return manifests;
    }

    private Optional<Manifest> read(BundlePart part) throws Obstacle, InterruptedException {
        Repository repository = from.repository();
        if (part != BundlePart.IMAGE) {
            Optional<Tag> tag = sourceTag(part);
            return tag.isPresent()
                    ? resolver.resolve(repository, tag.get())
                    : referringSidecar(part);
        }
        return switch (from) {
            case Reference.Tagged tagged -> resolver.resolve(repository, tagged.name());
            case Reference.Pinned pinned -> Optional.of(reader.manifest(repository, pinned.pin()));
            case Reference.TaggedAndPinned both -> {
                Optional<Manifest> named = resolver.resolve(repository, both.name());
                if (named.isPresent() && !named.get().digest().equals(both.pin())) {
                    throw new Obstacle.Conflict(
                            Obstacle.Conflict.Reason.SOURCE_TAG_MOVED,
                            pinning(BundlePart.IMAGE),
                            "expected "
                                    + both.pin()
                                    + " as the reference says, found the tag "
                                    + both.name()
                                    + " at "
                                    + named.get().digest());
                }
                yield named;
            }
        };
    }

    /** A source without a tag may have its sidecars as referrers, known by their layer's type. */
    private Optional<Manifest> referringSidecar(BundlePart part)
            throws Obstacle, InterruptedException {
        Repository repository = from.repository();
        List<Manifest> found = new ArrayList<>();
        for (Attachment each : reader.attachments(repository, from.digest().orElseThrow())) {
            if (each.kind() == AttachmentKind.REFERRERS) {
                AttachmentLimits.requireFewEntries(each, each.manifest());
                for (Digest digest : SeedPlan.listed(each.manifest())) {
                    referrer(repository, digest)
                            .filter(referrer -> isSidecar(referrer, part))
                            .ifPresent(found::add);
                }
            }
        }
        if (found.size() > 1) {
            throw new Obstacle.Conflict(
                    Obstacle.Conflict.Reason.EVIDENCE_COLLIDES,
                    pinning(part),
                    "expected one "
                            + part.label()
                            + " among the referrers of the image, found "
                            + found.size());
        }
        return found.stream().findFirst();
    }

    /** One that is listed and gone, or of a type that nobody takes, is no sidecar. */
    private Optional<Manifest> referrer(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        try {
            return Optional.of(reader.manifest(repository, digest));
        } catch (Obstacle.NotFound | Obstacle.Unsupported _) {
            return Optional.empty();
        }
    }

    private static boolean isSidecar(Manifest manifest, BundlePart part) {
        return manifest instanceof Manifest.Image image
                && image.layers().size() == 1
                && part.layerMediaType().equals(Optional.of(image.layers().getFirst().mediaType()));
    }

    private Obstacle missing(BundlePart part) {
        boolean byTag = part == BundlePart.IMAGE || from.tag().isPresent();
        return new Obstacle.NotFound(
                pinning(part),
                byTag
                        ? "there is no such tag"
                        : "a digest names no tag beside it, and none of the image's referrers is a "
                                + part.label());
    }

    private Obstacle moved(Map<BundlePart, Manifest> before, Map<BundlePart, Manifest> after) {
        BundlePart part =
                before.keySet().stream()
                        .filter(each -> !before.get(each).equals(after.get(each)))
                        .findFirst()
                        .orElse(BundlePart.IMAGE);
        return new Obstacle.Conflict(
                Obstacle.Conflict.Reason.SOURCE_TAG_MOVED,
                pinning(part),
                "the tag moved twice while it was read: "
                        + digest(before, part)
                        + ", then "
                        + digest(after, part));
    }

    private static Digest digest(Map<BundlePart, Manifest> manifests, BundlePart part) {
        return manifests.get(part).digest();
    }

    private Attempt pinning(BundlePart part) {
        Repository repository = from.repository();
        String artifact = sourceTag(part).map(repository::at).orElse(from.toString());
        return Attempt.at("pinning the " + part.label(), artifact, repository.registry());
    }
}
