package dev.autonomy.registry.seed;

import dev.autonomy.registry.port.EvidenceShelf;
import java.util.Optional;

/** The memory that runs of one process have together, and where evidence goes beyond it. */
record Allowance(Room evidence, Room manifests, Optional<EvidenceShelf> shelf) {

    /** Manifests and small blobs that were read by digest (spec 7.1). */
    private static final long EVIDENCE = 16L << 20;

    /** One plan: a quarter of the memory that the command gives itself. */
    private static final long MANIFESTS_OF_ONE = 32L << 20;

    /** Those of a whole catalog. */
    private static final long MANIFESTS_OF_MANY = 48L << 20;

    /** Of a run by itself. */
    static Allowance ofOne() {
        return new Allowance(new Room(EVIDENCE), new Room(MANIFESTS_OF_ONE), Optional.empty());
    }

    static Allowance ofMany(Optional<EvidenceShelf> shelf) {
        return new Allowance(new Room(EVIDENCE), new Room(MANIFESTS_OF_MANY), shelf);
    }
}
