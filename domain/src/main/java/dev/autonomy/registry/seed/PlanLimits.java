package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many manifests one plan may ask for and hold in memory: far more than any bundle has. What an
 * index lists is counted before any of it is asked for.
 */
final class PlanLimits {

    private static final int MAX_MANIFESTS = 1000;
    private static final long MAX_LISTED_BYTES = 16L << 20;

    /** What a descriptor and an annotation take as objects. */
    private static final long DESCRIPTOR = 256;

    private static final long ANNOTATION = 160;

    private final Room.Share held;
    private long manifests;
    private long listed;

    /**
     * @param held where manifests lie as long as their plan
     */
    PlanLimits(Room.Share held) {
        this.held = held;
    }

    synchronized void list(Repository repository, Manifest.Index index) throws Obstacle {
        manifests += index.manifests().size();
        if (manifests > MAX_MANIFESTS) {
            throw exceeded(repository, index, "manifests", manifests + " or more", MAX_MANIFESTS);
        }
        for (Descriptor each : index.manifests()) {
            if (each.size() > MAX_LISTED_BYTES - listed) {
                throw exceeded(
                        repository,
                        index,
                        "bytes of manifests",
                        "more than that",
                        MAX_LISTED_BYTES);
            }
            listed += each.size();
        }
    }

    /** A manifest that was read and stays in memory as long as the plan. */
    synchronized void hold(Repository repository, Manifest manifest) throws Obstacle {
        if (!held.takes(weight(manifest))) {
            throw exceeded(
                    repository,
                    manifest,
                    "bytes of manifests in memory",
                    "more than that in this run",
                    held.size());
        }
    }

    private static long weight(Manifest manifest) {
        List<Descriptor> descriptors =
                switch (manifest) {
                    case Manifest.Image image -> image.layers();
                    case Manifest.Index index -> index.manifests();
                };
        long annotations =
                Stream.concat(
                                Stream.of(manifest.annotations()),
                                descriptors.stream().map(Descriptor::annotations))
                        .mapToLong(Map::size)
                        .sum();
        return manifest.content().size()
                + DESCRIPTOR * descriptors.size()
                + ANNOTATION * annotations;
    }

    static Obstacle exceeded(
            Repository repository, Manifest manifest, String what, String found, long limit) {
        return new Obstacle.Malformed(
                Attempt.at(
                        "planning the copy of",
                        repository.at(manifest.digest()),
                        repository.registry()),
                "expected at most " + limit + " " + what + ", found " + found);
    }
}
