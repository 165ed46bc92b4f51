package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.Replicator;
import dev.autonomy.registry.progress.SeedEvent;
import java.util.concurrent.Semaphore;

/** Has bulk content copied by the replicator, by digest and without moving a tag. */
final class Copier {

    /** More copies at once than this only compete for the same link. */
    private static final int COPIES_AT_ONCE = 6;

    private final SeedPorts ports;
    private final Repository from;
    private final Repository to;
    private final Courier courier;
    private final Retries retries;
    private final CopyDiagnosis diagnosis;
    private final EventLog events;
    private final Semaphore copies = new Semaphore(COPIES_AT_ONCE);

    Copier(
            SeedPorts ports,
            Repository from,
            Repository to,
            Courier courier,
            Retries retries,
            EventLog events) {
        this.ports = ports;
        this.from = from;
        this.to = to;
        this.courier = courier;
        this.retries = retries;
        this.diagnosis = new CopyDiagnosis(ports, from, to);
        this.events = events;
    }

    /**
     * Brings the tree; what a replicator would not carry as it is, or only one after the other,
     * goes in pieces, and then the index by its exact bytes.
     */
    void copy(SeedEvent.Artifact artifact, ManifestTree tree)
            throws Obstacle, InterruptedException {
        if (tree.isBeyondReplicators()) {
            BlobLedger ledger = new BlobLedger(artifact, tree.blobs(), events);
            retries.of(artifact, () -> courier.bringWhole(tree, ledger));
        } else if (tree.travelsWhole() && !tree.isQuickerInPieces()) {
            retries.of(artifact, copyOf(tree, new BlobLedger(artifact, tree.blobs(), events)));
            confirm(tree.manifest());
        } else {
            Parallel.map(
                    tree.children(),
                    child -> {
                        copy(artifact, child);
                        return child;
                    });
            retries.of(artifact, () -> courier.put(tree.manifest()));
        }
    }

    private Retries.Attempted copyOf(ManifestTree tree, BlobLedger ledger) {
        return new Retries.Attempted() {
            @Override
            public void once() throws Obstacle, InterruptedException {
                copyOnce(tree, ledger);
            }

            @Override
            public Obstacle causeOf(Obstacle seen) throws InterruptedException {
                return diagnosis.of(tree, seen);
            }

            @Override
            public Obstacle lastCauseOf(Obstacle seen, Obstacle cause) throws InterruptedException {
                return cause == seen ? diagnosis.byWriting(tree.manifest(), cause) : cause;
            }
        };
    }

    private void copyOnce(ManifestTree tree, BlobLedger ledger)
            throws Obstacle, InterruptedException {
        copies.acquire();
        try {
            ports.replicator()
                    .copy(
                            new Replicator.Cargo(from, to, tree.manifest().digest(), tree.blobs()),
                            ledger::at);
        } finally {
            copies.release();
        }
    }

    private void confirm(Manifest manifest) throws Obstacle, InterruptedException {
        try {
            ports.reader().manifest(to, manifest.digest());
        } catch (Obstacle.NotFound _) {
            throw new Obstacle.Incomplete(
                    Obstacle.Incomplete.Side.DESTINATION,
                    Attempt.at(
                            "reading back what was copied to",
                            to.at(manifest.digest()),
                            to.registry()),
                    to.registry()
                            + " took the copy without an objection, and does not have it now");
        }
    }
}
