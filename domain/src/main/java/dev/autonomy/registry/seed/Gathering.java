package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.Task;
import dev.autonomy.registry.port.Verifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings what a judgement will read piece by piece into the memory of its reader, side by side.
 * Each thing is asked for once; what cannot be had is left for the judgement to meet.
 */
final class Gathering {

    /** Signatures are smaller; what is larger is read only by who needs it. */
    private static final long SMALL = 64L << 10;

    /** A judgement looks at no more of what one manifest names. */
    private static final int ENOUGH = 100;

    private final ArtifactReader reader;
    private final ArtifactReader once;

    /**
     * @param reader one that remembers
     */
    Gathering(ArtifactReader reader) {
        this.reader = reader;
        this.once = reader.askingOnce();
    }

    /** Whether the registry has the blob; a small one is brought rather than asked about. */
    boolean has(Repository repository, Descriptor blob) throws Obstacle, InterruptedException {
        if (blob.size() > SMALL) {
            return reader.blobSize(repository, blob.digest()).isPresent();
        }
        try {
            once.blob(repository, blob, SMALL);
            return true;
        } catch (Obstacle.NotFound _) {
            return false;
        } catch (Obstacle.Contradiction | Obstacle.Malformed _) {
            return true;
        }
    }

    /** What is small of the blobs that a manifest names. */
    void contents(Repository repository, Manifest manifest) throws Obstacle, InterruptedException {
        if (manifest instanceof Manifest.Image image) {
            Parallel.map(
                    Stream.concat(Stream.of(image.config()), image.layers().stream())
                            .filter(blob -> blob.size() <= SMALL)
                            .limit(ENOUGH)
                            .toList(),
                    blob -> left(() -> has(repository, blob)));
        }
    }

    /** What these subjects will be judged by. */
    void evidence(List<Verifier.Subject> subjects) throws Obstacle, InterruptedException {
        Parallel.map(
                subjects.stream().flatMap(this::evidence).toList(),
                each -> left(() -> brought(each)));
    }

    /** Something to be brought with what it names, or without where that is bulk. */
    private record Piece(Repository repository, Digest manifest, Extent extent) {}

    private enum Extent {
        MANIFEST,
        WITH_BLOBS
    }

    private Stream<Piece> evidence(Verifier.Subject subject) {
        Extent extent = subject.part() == BundlePart.IMAGE ? Extent.MANIFEST : Extent.WITH_BLOBS;
        return Stream.concat(
                Stream.of(new Piece(subject.repository(), subject.digest(), extent)),
                subject.attachments().stream().flatMap(Gathering::evidence));
    }

    private static Stream<Piece> evidence(Attachment attachment) {
        Stream<Digest> manifests =
                switch (attachment.kind()) {
                    case SIGNATURE -> Stream.of(attachment.digest());
                    case REFERRERS -> SeedPlan.listed(attachment.manifest()).stream().limit(ENOUGH);
                    case ATTESTATION, SBOM -> Stream.of();
                };
        return manifests.map(
                digest -> new Piece(attachment.repository(), digest, Extent.WITH_BLOBS));
    }

    private Digest brought(Piece piece) throws Obstacle, InterruptedException {
        Manifest manifest = once.manifest(piece.repository(), piece.manifest());
        switch (piece.extent()) {
            case MANIFEST -> {}
            case WITH_BLOBS -> contents(piece.repository(), manifest);
        }
        return piece.manifest();
    }

    private static <T> Optional<T> left(Task<T> task) throws InterruptedException {
        try {
            return Optional.of(task.run());
        } catch (Obstacle _) {
            return Optional.empty();
        }
    }
}
