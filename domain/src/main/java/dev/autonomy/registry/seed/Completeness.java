package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Parallel;
import java.util.List;
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

    /** What of the tree the destination lacks, in words; empty when it is all there. */
    List<String> missing(ManifestTree tree) throws Obstacle, InterruptedException {
        List<String> manifests =
                Parallel.map(tree.manifests(), this::missingManifest).stream()
                        .flatMap(List::stream)
                        .toList();
        if (!manifests.isEmpty()) {
            return manifests;
        }
        return Parallel.map(tree.blobs(), this::missingBlob).stream()
                .flatMap(List::stream)
                .toList();
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
     * @throws Obstacle.Incomplete naming everything that is missing of these artifacts
     */
    void require(List<Named> artifacts) throws Obstacle, InterruptedException {
        List<String> missing =
                Parallel.map(
                                artifacts,
                                artifact ->
                                        missing(artifact.tree()).stream()
                                                .map(what -> what + " of the " + artifact.name())
                                                .toList())
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        if (!missing.isEmpty()) {
            String shown = String.join(", ", missing.subList(0, Math.min(missing.size(), 5)));
            String rest = missing.size() > 5 ? " and " + (missing.size() - 5) + " more" : "";
            throw new Obstacle.Incomplete(
                    Obstacle.Incomplete.Side.DESTINATION,
                    Attempt.at("reading back what was copied to", to.toString(), to.registry()),
                    "the source has, but the destination lacks " + shown + rest);
        }
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
