package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Asks the destination for every manifest by digest and for every blob's size (spec 1.4, step 3).
 */
final class Completeness {

    private final ArtifactReader reader;
    private final Repository to;

    Completeness(ArtifactReader reader, Repository to) {
        this.reader = reader;
        this.to = to;
    }

    /**
     * What of the tree the registry lacks, in words; empty when it is all there. Blobs are asked
     * for only where no manifest is missing.
     */
    List<String> missing(ManifestTree tree) throws Obstacle, InterruptedException {
        List<String> manifests = all(tree.manifests(), this::missingManifest);
        return manifests.isEmpty() ? all(tree.blobs(), this::missingBlob) : manifests;
    }

    private static <T> List<String> all(List<T> items, Parallel.Work<T, List<String>> missing)
            throws Obstacle, InterruptedException {
        return Parallel.map(items, missing).stream().flatMap(List::stream).toList();
    }

    private List<String> missingManifest(Manifest manifest) throws Obstacle, InterruptedException {
        try {
            reader.manifest(to, manifest.digest());
            return List.of();
        } catch (Obstacle.NotFound _) {
            return List.of("manifest " + manifest.digest());
        }
    }

    private List<String> missingBlob(Descriptor blob) throws Obstacle, InterruptedException {
        Digest digest = blob.digest();
        OptionalLong size = reader.blobSize(to, digest);
        if (size.isEmpty()) {
            return List.of("blob " + digest);
        }
        if (size.getAsLong() != blob.size()) {
            throw new Obstacle.Contradiction(
                    Attempt.at("asking for the size of", to.at(digest), to.registry()),
                    blob.size() + " bytes as its manifest says",
                    size.getAsLong() + " bytes");
        }
        return List.of();
    }

    /**
     * Asks for everything at once, for what several artifacts share a single time.
     *
     * @throws Obstacle.Incomplete naming everything that is missing of these artifacts
     */
    void require(List<Named> artifacts) throws Obstacle, InterruptedException {
        Map<List<Object>, Task<List<String>>> questions = new LinkedHashMap<>();
        for (Named each : artifacts) {
            String ofIt = " of the " + each.name();
            for (Manifest manifest : each.tree().manifests()) {
                questions.putIfAbsent(
                        List.of(manifest.digest()), () -> named(missingManifest(manifest), ofIt));
            }
            for (Descriptor blob : each.tree().blobs()) {
                // What two manifests state of one blob must both be true.
                questions.putIfAbsent(
                        List.of(blob.digest(), blob.size()), () -> named(missingBlob(blob), ofIt));
            }
        }
        List<String> missing = all(List.copyOf(questions.values()), Task::run);
        if (!missing.isEmpty()) {
            String shown = String.join(", ", missing.subList(0, Math.min(missing.size(), 5)));
            String rest = missing.size() > 5 ? " and " + (missing.size() - 5) + " more" : "";
            throw new Obstacle.Incomplete(
                    Obstacle.Incomplete.Side.DESTINATION,
                    Attempt.at("reading back what was copied to", to.toString(), to.registry()),
                    "the source has, but the destination lacks " + shown + rest);
        }
    }

    private static List<String> named(List<String> missing, String artifact) {
        return missing.stream().map(what -> what + artifact).toList();
    }

    /** An artifact that must be complete, under its name in texts. */
    record Named(String name, ManifestTree tree) {}

    static List<Named> of(SeedPlan plan) {
        return Stream.concat(
                        plan.parts().stream()
                                .map(part -> new Named(part.part().label(), part.tree())),
                        plan.carried().stream()
                                .flatMap(
                                        each ->
                                                each.content().stream()
                                                        .map(tree -> new Named(each.name(), tree))))
                .toList();
    }
}
