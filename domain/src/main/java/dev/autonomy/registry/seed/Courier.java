package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.AttachmentComposer;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.TagPublisher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Uploads what is small, the very bytes that were judged, side by side and by digest (spec 1.6,
 * "Evidence travels by the client"). Each request is sent once: the callers retry.
 */
final class Courier {

    /** What uploads at the same time may hold in memory, in KiB. */
    private static final int ROOM = 8 << 10;

    /** What a registry's refusal comes to, whatever it calls the subject that it misses. */
    private static final Set<Reason> NOT_TAKEN =
            Set.of(Reason.WRITE_REFUSED, Reason.TRANSFER_FAILED);

    private final ArtifactReader known;
    private final TagPublisher publisher;
    private final Repository from;
    private final Repository to;
    private final Semaphore room = new Semaphore(ROOM);
    private final Map<Digest, Semaphore> senders = new ConcurrentHashMap<>();
    private final Set<Digest> brought = ConcurrentHashMap.newKeySet();

    /**
     * @param known remembers what was read for the judgement
     */
    Courier(ArtifactReader known, TagPublisher publisher, Repository from, Repository to) {
        this.known = known.askingOnce();
        this.publisher = publisher.sendingOnce();
        this.from = from;
        this.to = to;
    }

    /** A manifest that names its subject, and what the registry said when it was put. */
    record Refused(Manifest manifest, Obstacle refusal) {}

    /** What was not taken, perhaps for want of its subject: that may be on its way still. */
    List<Refused> bring(List<ManifestTree> trees, BlobLedger ledger)
            throws Obstacle, InterruptedException {
        Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
        trees.forEach(tree -> tree.blobs().forEach(blob -> blobs.putIfAbsent(blob.digest(), blob)));
        upload(blobs.values(), ledger);
        try {
            return refused(trees);
        } catch (Obstacle failure) {
            forget(blobs.values());
            throw failure;
        }
    }

    /** Those that are not there yet, unless they were brought before in this run. */
    void upload(Collection<Descriptor> blobs, BlobLedger ledger)
            throws Obstacle, InterruptedException {
        try {
            Parallel.map(blobs, blob -> uploadAlone(blob, ledger));
        } catch (Obstacle failure) {
            forget(blobs);
            throw failure;
        }
    }

    /** Who begins anew looks for all of it again. */
    private void forget(Collection<Descriptor> blobs) {
        blobs.forEach(blob -> brought.remove(blob.digest()));
    }

    /** The same of what nothing else is waited for. */
    void bringWhole(ManifestTree tree, BlobLedger ledger) throws Obstacle, InterruptedException {
        List<Refused> refused = bring(List.of(tree), ledger);
        if (!refused.isEmpty()) {
            throw refused.getFirst().refusal();
        }
    }

    /**
     * One at a time of the same: a registry that is sent a blob twice at once may refuse a manifest
     * that names it (docker-registry 2.8, which reads its own link to the blob half written).
     */
    private Digest uploadAlone(Descriptor blob, BlobLedger ledger)
            throws Obstacle, InterruptedException {
        Semaphore sender = senders.computeIfAbsent(blob.digest(), _ -> new Semaphore(1));
        sender.acquire();
        try {
            if (!brought.contains(blob.digest())) {
                uploadWithinRoom(blob);
                brought.add(blob.digest());
            }
        } finally {
            sender.release();
        }
        ledger.at(blob.digest(), blob.size());
        return blob.digest();
    }

    private void uploadWithinRoom(Descriptor blob) throws Obstacle, InterruptedException {
        int kib = Math.toIntExact(Math.min(ROOM, blob.size() / 1024 + 1));
        room.acquire(kib);
        try {
            publisher.upload(to, known.blob(from, blob, TagPublisher.MAX_BLOB_SIZE));
        } finally {
            room.release(kib);
        }
    }

    private List<Refused> refused(List<ManifestTree> trees) throws Obstacle, InterruptedException {
        return Parallel.map(trees, this::putTree).stream().flatMap(List::stream).toList();
    }

    private List<Refused> putTree(ManifestTree tree) throws Obstacle, InterruptedException {
        List<Refused> refused = new ArrayList<>(refused(tree.children()));
        try {
            put(tree.manifest());
        } catch (Obstacle.Unreachable refusal) {
            if (tree.manifest().subject().isEmpty() || !NOT_TAKEN.contains(refusal.reason())) {
                throw refusal;
            }
            refused.add(new Refused(tree.manifest(), refusal));
        }
        return refused;
    }

    /** How somebody who looks there for the referrers of this subject will find them. */
    ArtifactReader.ReferrersSupport referrersSupport(Digest subject)
            throws Obstacle, InterruptedException {
        return known.referrersSupport(to, subject);
    }

    void put(Manifest manifest) throws Obstacle, InterruptedException {
        publisher.put(to, manifest.content());
    }

    /** A manifest that was composed here, with the blobs that it needs beside those brought. */
    void put(AttachmentComposer.Union union) throws Obstacle, InterruptedException {
        for (byte[] blob : union.blobs()) {
            publisher.upload(to, blob);
        }
        put(union.manifest());
    }
}
