package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Parallel;
import java.util.List;
import java.util.function.Consumer;

/** Reads everything below a manifest and refuses what no destination could take. */
final class TreeReader {

    /** An index may list indexes, and those list manifests (spec 1.4, Plan). */
    private static final int DEEPEST_INDEX = 1;

    /** A pebibyte: more than any registry holds, and sums of such trees still fit a number. */
    private static final long MAX_BYTES = 1L << 50;

    private final ArtifactReader reader;
    private final PlanLimits limits;

    TreeReader(ArtifactReader reader, PlanLimits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    ManifestTree read(Repository repository, Manifest root) throws Obstacle, InterruptedException {
        return read(repository, root, _ -> {});
    }

    /**
     * @param ahead told of what an index lists as soon as that was counted, before it is read
     */
    ManifestTree read(Repository repository, Manifest root, Consumer<Digest> ahead)
            throws Obstacle, InterruptedException {
        ManifestTree tree = read(repository, root, 0, ahead);
        if (tree.bytes() > MAX_BYTES) {
            throw PlanLimits.exceeded(
                    repository, root, "bytes", tree.bytes() + " or more", MAX_BYTES);
        }
        return tree;
    }

    private ManifestTree read(
            Repository repository, Manifest manifest, int depth, Consumer<Digest> ahead)
            throws Obstacle, InterruptedException {
        return switch (manifest) {
            case Manifest.Image image -> {
                refuseForeignLayers(repository, image);
                ManifestTree tree = new ManifestTree(image, List.of());
                requireCarrier(repository, tree);
                yield tree;
            }
            case Manifest.Index index -> {
                if (depth > DEEPEST_INDEX) {
                    throw new Obstacle.Unsupported(
                            planning(repository, index),
                            "an index nested more than one level below the top; flatten it at the source");
                }
                limits.list(repository, index);
                requireLabel(repository, index);
                index.manifests().forEach(child -> ahead.accept(child.digest()));
                yield new ManifestTree(
                        index,
                        Parallel.map(
                                index.manifests(),
                                child -> child(repository, child, depth + 1, ahead)));
            }
        };
    }

    /**
     * What an index lists, at this depth below the top.
     *
     * @throws Obstacle.Incomplete when it is listed and not there
     */
    ManifestTree child(Repository repository, Descriptor descriptor, int depth)
            throws Obstacle, InterruptedException {
        return child(repository, descriptor, depth, _ -> {});
    }

    private ManifestTree child(
            Repository repository, Descriptor descriptor, int depth, Consumer<Digest> ahead)
            throws Obstacle, InterruptedException {
        String type = descriptor.mediaType();
        if (!MediaTypes.MANIFESTS.contains(type) && !MediaTypes.INDEXES.contains(type)) {
            throw new Obstacle.Unsupported(
                    Attempt.at(
                            "planning the copy of",
                            repository.at(descriptor.digest()),
                            repository.registry()),
                    "it is listed as "
                            + type
                            + ", which is no image or index that today's registries take");
        }
        Manifest manifest = listedManifest(repository, descriptor);
        if (manifest.content().size() != descriptor.size()) {
            throw new Obstacle.Contradiction(
                    planning(repository, manifest),
                    descriptor.size() + " bytes as its index says",
                    manifest.content().size() + " bytes");
        }
        limits.hold(repository, manifest);
        return read(repository, manifest, depth, ahead);
    }

    private Manifest listedManifest(Repository repository, Descriptor descriptor)
            throws Obstacle, InterruptedException {
        try {
            return reader.manifest(repository, descriptor.digest());
        } catch (Obstacle.NotFound _) {
            throw new Obstacle.Incomplete(
                    Obstacle.Incomplete.Side.SOURCE,
                    Attempt.at(
                            "reading the manifest of",
                            repository.at(descriptor.digest()),
                            repository.registry()),
                    "the source lists " + named(descriptor) + " and does not have its manifest");
        }
    }

    private static String named(Descriptor descriptor) {
        return descriptor
                .platform()
                .map(platform -> "the platform " + platform)
                .or(() -> descriptor.artifactType().map(type -> "an artifact of type " + type))
                .orElse("it");
    }

    /** What neither the replicator nor the client can bring must not be begun. */
    private static void requireCarrier(Repository repository, ManifestTree tree) throws Obstacle {
        if (tree.isBeyondReplicators() && tree.fitsTheClient()) {
            return;
        }
        if (tree.isBeyondReplicators()) {
            throw new Obstacle.Unsupported(
                    planning(repository, tree.manifest()),
                    "a Docker manifest with content of other types than a Docker image has;"
                            + " skopeo does not copy it, and it is too large to be copied otherwise");
        }
        requireLabel(repository, tree.manifest());
    }

    /** skopeo knows a manifest by its Content-Type alone; this product reads what it is. */
    private static void requireLabel(Repository repository, Manifest manifest) throws Obstacle {
        String label = manifest.content().servedAs();
        if (!label.equals(manifest.mediaType())) {
            throw new Obstacle.Unreachable(
                    Obstacle.Unreachable.Reason.MISLABELLED,
                    planning(repository, manifest),
                    "expected "
                            + repository.registry()
                            + " to serve it as "
                            + manifest.mediaType()
                            + ", found "
                            + (label.isEmpty() ? "no Content-Type" : "the Content-Type " + label)
                            + ", by which skopeo does not know it");
        }
    }

    private static void refuseForeignLayers(Repository repository, Manifest.Image image)
            throws Obstacle {
        for (Descriptor layer : image.layers()) {
            if (layer.mediaType().contains("nondistributable")
                    || layer.mediaType().contains(".foreign.")) {
                throw new Obstacle.Unsupported(
                        planning(repository, image),
                        "layer "
                                + layer.digest().abbreviated()
                                + " of type "
                                + layer.mediaType()
                                + " may not be distributed, so no registry holds it");
            }
        }
    }

    private static Attempt planning(Repository repository, Manifest manifest) {
        return Attempt.at(
                "planning the copy of", repository.at(manifest.digest()), repository.registry());
    }
}
