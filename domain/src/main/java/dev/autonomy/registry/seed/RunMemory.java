package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
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

    /** Of manifests and blobs together; what comes later is read each time it is needed. */
    private static final long MAX_BYTES = 16L << 20;

    /** What the place of one thing takes beside its bytes. */
    private static final long PLACE = 256;

    private final Map<Place, Manifest> manifests = new ConcurrentHashMap<>();
    private final Map<Place, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<Place, Semaphore> readers = new ConcurrentHashMap<>();
    private long taken;

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
        if (meanwhile.isPresent() || !takesRoom(size)) {
            return meanwhile;
        }
        boolean isKept = false;
        try {
            byte[] read = reading.run();
            blobs.put(place, read);
            isKept = true;
            return Optional.of(read);
        } finally {
            if (!isKept) {
                giveBack(size);
            }
        }
    }

    /** Makes room for others: what is needed from now on is read again. */
    synchronized void forget() {
        manifests.clear();
        blobs.clear();
        taken = 0;
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

    private synchronized boolean takesRoom(long bytes) {
        if (bytes > MAX_BYTES - taken - PLACE) {
            return false;
        }
        taken += bytes + PLACE;
        return true;
    }

    private synchronized void giveBack(long bytes) {
        taken -= bytes + PLACE;
    }
}
