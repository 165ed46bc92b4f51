package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.Replicator;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Brings one artifact to the destination, by digest and without moving a tag; retries what may pass
 * (spec 1.5).
 */
final class Copier {

    private static final int RETRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** More copies at once than this only compete for the same link. */
    private static final int COPIES_AT_ONCE = 6;

    private final SeedPorts ports;
    private final Repository from;
    private final Repository to;
    private final Inventory inventory;
    private final CopyDiagnosis diagnosis;
    private final EventLog events;
    private final Pause pause;
    private final Semaphore copies = new Semaphore(COPIES_AT_ONCE);
    private final RandomGenerator jitter = RandomGenerator.getDefault();

    Copier(
            SeedPorts ports,
            Inventory inventory,
            Repository from,
            Repository to,
            EventLog events,
            Pause pause) {
        this.ports = ports;
        this.inventory = inventory;
        this.from = from;
        this.to = to;
        this.diagnosis = new CopyDiagnosis(ports, from, to);
        this.events = events;
        this.pause = pause;
    }

    Transfer bring(SeedEvent.Artifact artifact, List<ManifestTree> trees)
            throws Obstacle, InterruptedException {
        events.tell(time -> new SeedEvent.ArtifactStarted(time, artifact));
        long started = System.nanoTime();
        List<Transfer.Status> statuses =
                Parallel.map(
                        trees,
                        tree -> {
                            if (inventory.has(tree)) {
                                return Transfer.Status.UNCHANGED;
                            }
                            copy(artifact, tree);
                            return Transfer.Status.COPIED;
                        });
        Transfer.Status status =
                statuses.contains(Transfer.Status.COPIED)
                        ? Transfer.Status.COPIED
                        : Transfer.Status.UNCHANGED;
        Transfer transfer =
                new Transfer(
                        artifact.name(),
                        status,
                        artifact.bytes(),
                        Duration.ofNanos(System.nanoTime() - started));
        events.tell(time -> new SeedEvent.ArtifactFinished(time, artifact, transfer.status()));
        return transfer;
    }

    private void copy(SeedEvent.Artifact artifact, ManifestTree tree)
            throws Obstacle, InterruptedException {
        if (tree.travelsByClient()) {
            carry(artifact, tree);
            return;
        }
        if (tree.travelsWhole()) {
            copyRetrying(artifact, tree);
            return;
        }
        Parallel.map(
                tree.children(),
                child -> {
                    copy(artifact, child);
                    return child;
                });
        ports.publisher().put(to, tree.manifest().content());
    }

    /** The very bytes that were read; what may pass is retried by each request. */
    private void carry(SeedEvent.Artifact artifact, ManifestTree tree)
            throws Obstacle, InterruptedException {
        BlobLedger ledger = new BlobLedger(artifact, tree.blobs(), events);
        for (Descriptor blob : tree.blobs()) {
            ports.publisher()
                    .upload(to, ports.reader().blob(from, blob, TagPublisher.MAX_BLOB_SIZE));
            ledger.at(blob.digest(), blob.size());
        }
        ports.publisher().put(to, tree.manifest().content());
    }

    private void copyRetrying(SeedEvent.Artifact artifact, ManifestTree tree)
            throws Obstacle, InterruptedException {
        BlobLedger ledger = new BlobLedger(artifact, tree.blobs(), events);
        for (int attempt = 1; ; attempt++) {
            try {
                copyOnce(tree, ledger);
                break;
            } catch (Obstacle obstacle) {
                Obstacle cause = diagnosis.of(tree, obstacle);
                if (regainsLink(cause)) {
                    attempt = 0;
                    continue;
                }
                if (attempt > RETRIES || !mayPass(cause)) {
                    throw cause == obstacle ? diagnosis.byWriting(tree.manifest(), cause) : cause;
                }
                rest(artifact, attempt, cause);
            }
        }
        confirm(tree.manifest());
    }

    /** After a wait for the link the count of attempts begins anew. */
    private boolean regainsLink(Obstacle cause) throws InterruptedException {
        if (!(cause instanceof Obstacle.Unreachable)) {
            return false;
        }
        boolean source = ports.reader().regainsLink(from);
        boolean destination = ports.reader().regainsLink(to);
        return source || destination;
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

    /** Both registries answered before the copy: who refuses now is being started again. */
    private static boolean mayPass(Obstacle cause) {
        return cause instanceof Obstacle.Unreachable away
                && (away.mayPass() || away.reason() == Reason.CONNECTION_REFUSED);
    }

    private void rest(SeedEvent.Artifact artifact, int attempt, Obstacle cause)
            throws InterruptedException {
        long longest = FIRST_PAUSE.multipliedBy(1L << (attempt - 1)).toMillis();
        Duration own = Duration.ofMillis(jitter.nextLong(longest / 2, longest + 1));
        Duration wished =
                cause instanceof Obstacle.Unreachable away ? away.wishedPause() : Duration.ZERO;
        Duration wait = wished.compareTo(own) > 0 ? wished : own;
        events.tell(time -> new SeedEvent.Retry(time, artifact, attempt, cause.seen(), wait));
        pause.rest(wait);
    }

    /** Waits, as a real run does, or only notes the wish, as a test does. */
    @FunctionalInterface
    interface Pause {
        void rest(Duration duration) throws InterruptedException;
    }

    /**
     * Brings a carried attachment and, where it is found by a tag, the manifest that the tag will
     * name: the attachment's own, or the union with what the destination has there.
     */
    Arrival bring(SeedPlan.Carried carried) throws Obstacle, InterruptedException {
        Transfer transfer = bring(carried.artifact(), carried.content());
        SeedPlan.Carried found = carried.foundBy(support(carried));
        if (!found.isListedByApi()) {
            putResult(found);
        }
        return new Arrival(transfer, Optional.of(found));
    }

    /** Something that is at the destination now; an attachment with how it will be found there. */
    record Arrival(Transfer transfer, Optional<SeedPlan.Carried> carried) {
        static Arrival of(Transfer transfer) {
            return new Arrival(transfer, Optional.empty());
        }
    }

    private ArtifactReader.ReferrersSupport support(SeedPlan.Carried carried)
            throws Obstacle, InterruptedException {
        return carried.attachment().kind() == AttachmentKind.REFERRERS && carried.namesItsSubject()
                ? ports.reader().referrersSupport(to, carried.attachment().subject())
                : ArtifactReader.ReferrersSupport.FALLBACK_TAG;
    }

    private void putResult(SeedPlan.Carried carried) throws Obstacle, InterruptedException {
        if (carried.union().isPresent()) {
            for (byte[] blob : carried.union().get().blobs()) {
                ports.publisher().upload(to, blob);
            }
        }
        boolean travelled =
                carried.content().stream()
                        .anyMatch(tree -> tree.manifest().equals(carried.result()));
        if (!travelled) {
            ports.publisher().put(to, carried.result().content());
        }
    }
}
