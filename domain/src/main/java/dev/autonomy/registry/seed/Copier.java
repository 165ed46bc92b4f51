package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.Replicator;
import dev.autonomy.registry.progress.SeedEvent;
import java.util.List;
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
    private final Platforms platforms;
    private final Semaphore copies = new Semaphore(COPIES_AT_ONCE);

    /** How the platforms of an image travel. */
    enum Platforms {
        /** Side by side where that is quicker. */
        AT_ONCE,
        /** Together: other bundles travel beside them. */
        IN_ONE_GO
    }

    Copier(
            SeedPorts ports,
            Repository from,
            Repository to,
            Courier courier,
            Retries retries,
            EventLog events,
            Platforms platforms) {
        this.platforms = platforms;
        this.ports = ports;
        this.from = from;
        this.to = to;
        this.courier = courier;
        this.retries = retries;
        this.diagnosis = new CopyDiagnosis(ports, from, to);
        this.events = events;
    }

    /**
     * Brings the tree. An index goes by its children, several at the same time, where that is of
     * use or where a replicator would not carry it as it is; the client puts it then, last.
     */
    void copy(SeedEvent.Artifact artifact, ManifestTree tree)
            throws Obstacle, InterruptedException {
        new Passage(
                        artifact,
                        tree.manifest().digest(),
                        new BlobLedger(artifact, tree.blobs(), events))
                .copy(tree);
    }

    /** One artifact on its way, in one piece or in several. */
    private final class Passage {
        private final SeedEvent.Artifact artifact;
        private final Digest whole;
        private final BlobLedger ledger;

        Passage(SeedEvent.Artifact artifact, Digest whole, BlobLedger ledger) {
            this.artifact = artifact;
            this.whole = whole;
            this.ledger = ledger;
        }

        void copy(ManifestTree tree) throws Obstacle, InterruptedException {
            Waves waves = Waves.of(tree.children());
            if (tree.isBeyondReplicators()) {
                retries.of(artifact, () -> courier.bringWhole(tree, ledger));
            } else if (tree.travelsWhole() && !areQuicker(waves)) {
                retries.of(artifact, inOnePiece(tree));
                confirm(tree.manifest());
            } else {
                for (List<ManifestTree> wave : waves.inOrder()) {
                    Parallel.map(wave, this::copied);
                }
                retries.of(artifact, () -> courier.put(tree.manifest()));
            }
        }

        private boolean areQuicker(Waves waves) {
            return switch (platforms) {
                case AT_ONCE -> waves.areQuicker();
                case IN_ONE_GO -> false;
            };
        }

        private ManifestTree copied(ManifestTree child) throws Obstacle, InterruptedException {
            copy(child);
            return child;
        }

        private Retries.Attempted inOnePiece(ManifestTree tree) {
            return new Retries.Attempted() {
                @Override
                public void once() throws Obstacle, InterruptedException {
                    copyOnce(
                            new Replicator.Cargo(
                                    from, to, tree.manifest().digest(), whole, tree.blobs()),
                            ledger);
                }

                @Override
                public Obstacle causeOf(Obstacle seen) throws InterruptedException {
                    return diagnosis.of(tree, whole, seen);
                }

                @Override
                public Obstacle lastCauseOf(Obstacle seen, Obstacle cause)
                        throws InterruptedException {
                    return cause == seen ? diagnosis.byWriting(tree.manifest(), cause) : cause;
                }
            };
        }
    }

    private void copyOnce(Replicator.Cargo cargo, BlobLedger ledger)
            throws Obstacle, InterruptedException {
        copies.acquire();
        try {
            ports.replicator().copy(cargo, ledger::at);
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
