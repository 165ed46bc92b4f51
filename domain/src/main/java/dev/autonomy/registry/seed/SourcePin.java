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
import dev.autonomy.registry.port.Ahead;
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

    /** A tag that was moved while it was read is read anew; one that keeps moving is not. */
    private static final int LOOKS = 2;

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

    /** The manifests of the parts asked for, and work on them that has ended. */
    record Pinned<T>(Map<BundlePart, Manifest> manifests, Ahead<T> work) {}

    /**
     * Pins the parts asked for, and works on what was read first while the tags are read a second
     * time; what came of that is thrown away where a tag moved. Missing parts are reported
     * together.
     */
    <T> Pinned<T> pin(Parallel.Work<Map<BundlePart, Manifest>, T> meanwhile)
            throws Stop, Obstacle, InterruptedException {
        for (int look = 1; ; look++) {
            Map<BundlePart, Manifest> first = read();
            try (Ahead<T> work = Ahead.begin(() -> meanwhile.on(first))) {
                Map<BundlePart, Manifest> second = read();
                if (first.equals(second)) {
                    work.await();
                    return new Pinned<>(first, work);
                }
                if (look == LOOKS) {
                    throw moved(first, second);
                }
            }
        }
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
        List<Optional<Manifest>> found;
        try (Questions<Digest, List<Manifest>> referrers = new Questions<>(this::referrers)) {
            found = Parallel.map(parts, part -> read(part, referrers));
        }
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

    private Optional<Manifest> read(BundlePart part, Questions<Digest, List<Manifest>> referrers)
            throws Obstacle, InterruptedException {
        Repository repository = from.repository();
        if (part != BundlePart.IMAGE) {
            Optional<Tag> tag = sourceTag(part);
            return tag.isPresent()
                    ? resolver.resolve(repository, tag.get())
                    : sidecar(part, referrers.answer(from.digest().orElseThrow()));
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
    private Optional<Manifest> sidecar(BundlePart part, List<Manifest> referrers) throws Obstacle {
        List<Manifest> found =
                referrers.stream().filter(referrer -> isSidecar(referrer, part)).toList();
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

    private List<Manifest> referrers(Digest image) throws Obstacle, InterruptedException {
        List<Digest> listed = new ArrayList<>();
        for (Attachment each : reader.attachments(from.repository(), image)) {
            if (each.kind() == AttachmentKind.REFERRERS) {
                AttachmentLimits.requireFewEntries(each, each.manifest());
                listed.addAll(SeedPlan.listed(each.manifest()));
            }
        }
        return Parallel.map(listed, this::referrer).stream().flatMap(Optional::stream).toList();
    }

    /** One that is listed and gone, or of a type that nobody takes, is no sidecar. */
    private Optional<Manifest> referrer(Digest digest) throws Obstacle, InterruptedException {
        try {
            return Optional.of(reader.manifest(from.repository(), digest));
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
