package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import java.util.List;

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
        ManifestTree tree = read(repository, root, 0);
        if (tree.bytes() > MAX_BYTES) {
            throw PlanLimits.exceeded(
                    repository, root, "bytes", tree.bytes() + " or more", MAX_BYTES);
        }
        return tree;
    }

    private ManifestTree read(Repository repository, Manifest manifest, int depth)
            throws Obstacle, InterruptedException {
        return switch (manifest) {
            case Manifest.Image image -> {
                refuseForeignLayers(repository, image);
                yield new ManifestTree(image, List.of());
            }
            case Manifest.Index index -> {
                if (depth > DEEPEST_INDEX) {
                    throw new Obstacle.Unsupported(
                            planning(repository, index),
                            "an index nested more than one level below the top; flatten it at the source");
                }
                limits.list(repository, index);
                yield new ManifestTree(
                        index,
                        Parallel.map(
                                index.manifests(), child -> child(repository, child, depth + 1)));
            }
        };
    }

    private ManifestTree child(Repository repository, Descriptor descriptor, int depth)
            throws Obstacle, InterruptedException {
        Manifest manifest = reader.manifest(repository, descriptor.digest());
        if (manifest.content().size() != descriptor.size()) {
            throw new Obstacle.Contradiction(
                    planning(repository, manifest),
                    descriptor.size() + " bytes as its index says",
                    manifest.content().size() + " bytes");
        }
        limits.hold(repository, manifest);
        return read(repository, manifest, depth);
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
