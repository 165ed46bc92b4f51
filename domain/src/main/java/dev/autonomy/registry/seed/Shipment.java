package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.AttachmentComposer;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One artifact on its way: what is small of it goes by the client and may go at any time, the rest
 * by the replicator once the image is there.
 */
final class Shipment {

    private final Carriers carriers;
    private final SeedEvent.Artifact artifact;
    private final List<ManifestTree> small;
    private final List<ManifestTree> large;
    private final BlobLedger ledger;
    private Optional<SeedPlan.Carried> attachment;
    private List<Courier.Refused> refused = List.of();
    private Transfer.Status status = Transfer.Status.UNCHANGED;
    private Optional<Transfer> transfer = Optional.empty();
    private long begun;

    /** Those who bring it, and where they look before they do. */
    record Carriers(
            Inventory inventory,
            Courier courier,
            Copier copier,
            Retries retries,
            EventLog events) {}

    private Shipment(
            Carriers carriers,
            SeedEvent.Artifact artifact,
            List<ManifestTree> small,
            List<ManifestTree> large,
            Optional<SeedPlan.Carried> attachment) {
        this.carriers = carriers;
        this.artifact = artifact;
        this.small = small;
        this.large = large;
        this.attachment = attachment;
        this.ledger =
                new BlobLedger(
                        artifact,
                        Stream.concat(small.stream(), large.stream())
                                .flatMap(tree -> tree.smallBlobs().stream())
                                .toList(),
                        carriers.events());
    }

    /** The image, which is the replicator's whatever its size. */
    static Shipment of(SeedPlan.Part image, Carriers carriers) {
        return new Shipment(
                carriers, image.artifact(), List.of(), List.of(image.tree()), Optional.empty());
    }

    static Shipment ofSidecar(SeedPlan.Part sidecar, Carriers carriers) {
        return of(sidecar.artifact(), List.of(sidecar.tree()), Optional.empty(), carriers);
    }

    static Shipment of(SeedPlan.Carried carried, Carriers carriers) {
        return of(carried.artifact(), carried.content(), Optional.of(carried), carriers);
    }

    private static Shipment of(
            SeedEvent.Artifact artifact,
            List<ManifestTree> trees,
            Optional<SeedPlan.Carried> attachment,
            Carriers carriers) {
        return new Shipment(
                carriers,
                artifact,
                trees.stream().filter(ManifestTree::fitsTheClient).toList(),
                trees.stream().filter(tree -> !tree.fitsTheClient()).toList(),
                attachment);
    }

    /** What need not wait for the image. */
    void bringSmall() throws Obstacle, InterruptedException {
        if (small.isEmpty() && !large.isEmpty()) {
            return;
        }
        begin();
        List<ManifestTree> missing = missing(small);
        carriers.retries()
                .of(
                        artifact,
                        () -> {
                            refused = carriers.courier().bring(missing, ledger);
                            if (isAllTaken()) {
                                settle();
                            }
                        });
        if (isAllTaken()) {
            arrive();
        }
    }

    private boolean isAllTaken() {
        return large.isEmpty() && refused.isEmpty();
    }

    /**
     * The rest, but for what the registry did not take. The client goes before with what is small
     * of it and used elsewhere too, so that it is not sent twice at once.
     */
    void bringLarge(Set<Digest> shared) throws Obstacle, InterruptedException {
        if (large.isEmpty()) {
            return;
        }
        if (small.isEmpty()) {
            begin();
        }
        Parallel.map(
                missing(large),
                tree -> {
                    bringShared(tree, shared);
                    carriers.copier().copy(artifact, tree);
                    return tree;
                });
        if (refused.isEmpty()) {
            finish();
        }
    }

    private void bringShared(ManifestTree tree, Set<Digest> shared)
            throws Obstacle, InterruptedException {
        List<Descriptor> blobs =
                tree.smallBlobs().stream().filter(blob -> shared.contains(blob.digest())).toList();
        if (!blobs.isEmpty()) {
            carriers.retries().of(artifact, () -> carriers.courier().upload(blobs, ledger));
        }
    }

    /** The small blobs that it is made of, each once. */
    Set<Digest> smallBlobs() {
        return Stream.concat(small.stream(), large.stream())
                .flatMap(tree -> tree.smallBlobs().stream())
                .map(Descriptor::digest)
                .collect(Collectors.toSet());
    }

    /** What the registry did not take while its subject was not there. */
    void bringRefused() throws Obstacle, InterruptedException {
        if (!refused.isEmpty()) {
            finish();
        }
    }

    private void finish() throws Obstacle, InterruptedException {
        carriers.retries()
                .of(
                        artifact,
                        () -> {
                            for (Courier.Refused each : refused) {
                                carriers.courier().put(each.manifest());
                            }
                            settle();
                        });
        arrive();
    }

    private List<ManifestTree> missing(List<ManifestTree> trees)
            throws Obstacle, InterruptedException {
        List<ManifestTree> missing =
                Parallel.map(
                                trees,
                                tree ->
                                        carriers.inventory().has(tree)
                                                ? Optional.<ManifestTree>empty()
                                                : Optional.of(tree))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
        if (!missing.isEmpty()) {
            status = Transfer.Status.COPIED;
        }
        return missing;
    }

    /**
     * How an attachment will be found, and where it is by a tag, the manifest that the tag will
     * name: its own, or the union with what the destination has there.
     */
    private void settle() throws Obstacle, InterruptedException {
        if (attachment.isPresent()) {
            SeedPlan.Carried found = attachment.get().foundBy(support(attachment.get()));
            Optional<AttachmentComposer.Union> result =
                    found.isListedByApi() ? Optional.empty() : found.toBeComposed();
            if (result.isPresent()) {
                carriers.courier().put(result.get());
            }
            attachment = Optional.of(found);
        }
    }

    private ArtifactReader.ReferrersSupport support(SeedPlan.Carried carried)
            throws Obstacle, InterruptedException {
        return carried.attachment().kind() == AttachmentKind.REFERRERS && carried.namesItsSubject()
                ? carriers.courier().referrersSupport(carried.attachment().subject())
                : ArtifactReader.ReferrersSupport.FALLBACK_TAG;
    }

    private void begin() {
        begun = System.nanoTime();
        carriers.events().tell(time -> new SeedEvent.ArtifactStarted(time, artifact));
    }

    private void arrive() {
        transfer =
                Optional.of(
                        new Transfer(
                                artifact.name(),
                                status,
                                artifact.bytes(),
                                Duration.ofNanos(System.nanoTime() - begun)));
        carriers.events().tell(time -> new SeedEvent.ArtifactFinished(time, artifact, status));
    }

    Transfer transfer() {
        return transfer.orElseThrow();
    }

    /** The attachment with how it will be found at the destination. */
    Optional<SeedPlan.Carried> attachment() {
        return attachment;
    }
}
