package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.EvidenceShelf;
import dev.autonomy.registry.port.Task;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * What was read by digest in this run, as far as there is room: it is not read again from the same
 * registry (spec 1.6, "Few rounds"). Who asks for what somebody else is reading waits for it.
 */
final class RunMemory {

    /** What the place of one thing takes beside its bytes. */
    private static final long PLACE = 256;

    private final Map<Place, Manifest> manifests = new ConcurrentHashMap<>();
    private final Map<Place, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<Place, Semaphore> readers = new ConcurrentHashMap<>();
    private final Room.Share room;
    private final Optional<EvidenceShelf> shelf;

    /** Of a run by itself. */
    RunMemory() {
        this(Allowance.ofOne());
    }

    /** What comes when there is no room is laid on the shelf, or read each time it is needed. */
    RunMemory(Allowance allowance) {
        room = allowance.evidence().share();
        shelf = allowance.shelf();
    }

    private record Place(Repository repository, Digest digest) {}

    void keep(Repository repository, Manifest manifest) {
        Place place = new Place(repository, manifest.digest());
        if (!manifests.containsKey(place) && takesRoom(manifest.content().size())) {
            manifests.put(place, manifest);
        }
    }

    Manifest manifest(Repository repository, Digest digest, Task<Manifest> reading)
            throws Obstacle, InterruptedException {
        Place place = new Place(repository, digest);
        Optional<Manifest> kept = Optional.ofNullable(manifests.get(place));
        return kept.isPresent()
                ? kept.get()
                : alone(
                        place,
                        () -> {
                            Optional<Manifest> meanwhile =
                                    Optional.ofNullable(manifests.get(place));
                            if (meanwhile.isPresent()) {
                                return meanwhile.get();
                            }
                            Manifest read = reading.run();
                            keep(repository, read);
                            return read;
                        });
    }

    /**
     * A blob of this size in bytes; nothing, and nothing is read, where there is no room for it.
     */
    Optional<byte[]> blob(Repository repository, Digest digest, long size, Task<byte[]> reading)
            throws Obstacle, InterruptedException {
        Place place = new Place(repository, digest);
        Optional<byte[]> kept = Optional.ofNullable(blobs.get(place));
        return kept.isPresent() ? kept : alone(place, () -> readBlob(place, size, reading));
    }

    private Optional<byte[]> readBlob(Place place, long size, Task<byte[]> reading)
            throws Obstacle, InterruptedException {
        Optional<byte[]> meanwhile = Optional.ofNullable(blobs.get(place));
        if (meanwhile.isPresent()) {
            return meanwhile;
        }
        if (!takesRoom(size)) {
            return shelf.isPresent()
                    ? Optional.of(shelved(shelf.get(), place.digest(), reading))
                    : Optional.empty();
        }
        boolean isKept = false;
        try {
            byte[] read = reading.run();
            blobs.put(place, read);
            isKept = true;
            return Optional.of(read);
        } finally {
            if (!isKept) {
                room.givesBack(size + PLACE);
            }
        }
    }

    private static byte[] shelved(EvidenceShelf shelf, Digest digest, Task<byte[]> reading)
            throws Obstacle, InterruptedException {
        Optional<byte[]> laid = shelf.take(digest);
        if (laid.isPresent()) {
            return laid.get();
        }
        byte[] read = reading.run();
        shelf.lay(digest, read);
        return read;
    }

    /** Makes room for others: what is needed from now on is read again. */
    void forget() {
        manifests.clear();
        blobs.clear();
        room.givesAllBack();
    }

    private <T> T alone(Place place, Task<T> reading) throws Obstacle, InterruptedException {
        Semaphore reader = readers.computeIfAbsent(place, _ -> new Semaphore(1));
        reader.acquire();
        try {
            return reading.run();
        } finally {
            readers.remove(place, reader);
            reader.release();
        }
    }

    private boolean takesRoom(long bytes) {
        return room.takes(bytes + PLACE);
    }
}
