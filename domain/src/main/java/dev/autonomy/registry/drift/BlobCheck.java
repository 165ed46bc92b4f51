package dev.autonomy.registry.drift;

import dev.autonomy.registry.drift.DriftRequest.Depth;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Asks for blobs: whether they are there once per repository, their bytes once per registry,
 * however many manifests name them (spec 7.3).
 */
final class BlobCheck {

    /** What was asked before is remembered of so many blobs; of more it is asked again. */
    private static final int MOST_REMEMBERED = 50_000;

    /** How a blob is there, or is not. */
    sealed interface Answer {
        record Matching() implements Answer {}

        record OfSize(long found) implements Answer {}

        record Absent() implements Answer {}

        record Met(Obstacle obstacle) implements Answer {}
    }

    private final ArtifactReader reader;
    private final Depth depth;
    private final ByteCount bytes;
    private final Map<Place, Once<Answer>> presences = new ConcurrentHashMap<>();
    private final Map<Content, Once<Answer>> readings = new ConcurrentHashMap<>();

    private record Place(Repository repository, Digest digest, long size) {}

    private record Content(String registry, Digest digest, long size) {}

    BlobCheck(ArtifactReader reader, Depth depth, ByteCount bytes) {
        this.reader = reader;
        this.depth = depth;
        this.bytes = bytes;
    }

    /** Counts what is going to be read, before the first of it is. */
    void expect(Repository repository, List<Descriptor> blobs) {
        switch (depth) {
            case PRESENCE -> {}
            case BYTES -> blobs.forEach(each -> reading(repository, each));
        }
    }

    Answer of(Repository repository, Descriptor blob) throws InterruptedException {
        return switch (depth) {
            case PRESENCE -> presence(repository, blob);
            case BYTES -> content(repository, blob);
        };
    }

    private Answer presence(Repository repository, Descriptor blob) throws InterruptedException {
        return presenceOf(repository, blob).answer(() -> present(repository, blob));
    }

    private Once<Answer> presenceOf(Repository repository, Descriptor blob) {
        return once(presences, new Place(repository, blob.digest(), blob.size()), Once::new);
    }

    private Answer present(Repository repository, Descriptor blob) throws InterruptedException {
        try {
            OptionalLong size = reader.blobSize(repository, blob.digest());
            if (size.isEmpty()) {
                return new Answer.Absent();
            }
            return size.getAsLong() == blob.size()
                    ? new Answer.Matching()
                    : new Answer.OfSize(size.getAsLong());
        } catch (Obstacle obstacle) {
            return new Answer.Met(obstacle);
        }
    }

    /** Where another repository of the registry showed the bytes, this one need only have them. */
    private Answer content(Repository repository, Descriptor blob) throws InterruptedException {
        Once<Answer> reading = reading(repository, blob);
        Optional<Answer> own = reading.begin(() -> read(repository, blob));
        if (own.isPresent()) {
            return own.get();
        }
        return switch (reading.result()) {
            case Answer.Matching() -> presence(repository, blob);
            case Answer.OfSize other -> other;
            // Other bytes are the registry's; what else another repository met is its own.
            case Answer.Met(Obstacle.Contradiction _) -> reading.result();
            case Answer.Absent(), Answer.Met(Obstacle _) -> {
                bytes.expect(blob.size());
                yield read(repository, blob);
            }
        };
    }

    private Answer read(Repository repository, Descriptor blob) throws InterruptedException {
        ByteCount.Reading counted = bytes.of(repository, blob);
        try {
            reader.read(repository, blob, blob.size(), counted::of);
            return presenceOf(repository, blob).answer(Answer.Matching::new);
        } catch (Obstacle.NotFound _) {
            return new Answer.Absent();
        } catch (Obstacle obstacle) {
            return new Answer.Met(obstacle);
        } finally {
            counted.end();
        }
    }

    private Once<Answer> reading(Repository repository, Descriptor blob) {
        return once(
                readings,
                new Content(repository.registry(), blob.digest(), blob.size()),
                () -> {
                    bytes.expect(blob.size());
                    return new Once<>();
                });
    }

    private static <K> Once<Answer> once(
            Map<K, Once<Answer>> asked, K about, Supplier<Once<Answer>> first) {
        return asked.size() < MOST_REMEMBERED
                ? asked.computeIfAbsent(about, _ -> first.get())
                : Optional.ofNullable(asked.get(about)).orElseGet(first);
    }
}
