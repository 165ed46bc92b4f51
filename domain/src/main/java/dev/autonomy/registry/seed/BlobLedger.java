package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.progress.SeedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns what a replicator says of an artifact's blobs into events whose counts never fall, also
 * when a copy starts over, and never exceed a blob's size.
 */
final class BlobLedger {

    private final SeedEvent.Artifact artifact;
    private final EventLog events;
    private final Map<Digest, Long> sizes = new HashMap<>();
    private final Map<Digest, Long> arrived = new HashMap<>();

    BlobLedger(SeedEvent.Artifact artifact, List<Descriptor> blobs, EventLog events) {
        this.artifact = artifact;
        this.events = events;
        blobs.forEach(blob -> sizes.put(blob.digest(), blob.size()));
    }

    synchronized void at(Digest blob, long bytes) {
        Long size = sizes.get(blob);
        if (size == null) {
            return;
        }
        long done = Math.min(bytes, size);
        if (done > arrived.getOrDefault(blob, -1L)) {
            arrived.put(blob, done);
            events.tell(time -> new SeedEvent.Bytes(time, artifact, blob, done, size));
        }
    }
}
