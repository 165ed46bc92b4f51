package dev.autonomy.registry.drift;

import dev.autonomy.registry.drift.DriftItem.Kind;
import dev.autonomy.registry.drift.DriftItem.Standing;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Reads what is pinned in one repository by digest, and looks at all below it. Of a manifest only
 * the digests and sizes that it names are kept, and only until they are asked for.
 */
final class ContentCheck {

    /** As deep and as many as a seed takes. */
    private static final int DEEPEST = 2;

    private static final int MOST_MANIFESTS = 1000;

    private final Repository repository;
    private final ArtifactReader reader;
    private final BlobCheck blobs;
    private final Semaphore inHand;
    private final PartNames names;
    private final ItemLedger ledger;
    private final AtomicInteger manifests = new AtomicInteger();

    /**
     * @param inHand so many manifests at once, of all bundles
     */
    ContentCheck(
            Repository repository,
            ArtifactReader reader,
            BlobCheck blobs,
            Semaphore inHand,
            PartNames names,
            ItemLedger ledger) {
        this.repository = repository;
        this.reader = reader;
        this.blobs = blobs;
        this.inHand = inHand;
        this.names = names;
        this.ledger = ledger;
    }

    /**
     * @param of what the manifest is or belongs to
     * @param ifAbsent what it is called when a manifest is not there
     */
    Standing check(String of, Digest digest, DriftState ifAbsent)
            throws Obstacle, InterruptedException {
        return check(new Sought(of, digest, 0), ifAbsent);
    }

    /** A manifest at a depth below the pinned one. */
    private record Sought(String of, Digest digest, int depth) {}

    private Standing check(Sought sought, DriftState ifAbsent)
            throws Obstacle, InterruptedException {
        List<Sought> below = new ArrayList<>();
        Standing own = own(sought, ifAbsent, below);
        Standing standing = own;
        for (Standing each : Parallel.map(below, child -> check(child, ifAbsent))) {
            standing = standing.and(each);
        }
        return standing;
    }

    private Standing own(Sought sought, DriftState ifAbsent, List<Sought> below)
            throws Obstacle, InterruptedException {
        inHand.acquire();
        try {
            List<Descriptor> contents = read(sought, below);
            ledger.unchanged();
            blobs.expect(repository, contents);
            return Parallel.map(contents, blob -> look(sought.of(), blob)).stream()
                    .reduce(Standing.WHOLE, Standing::and);
        } catch (Obstacle.NotFound _) {
            ledger.add(
                    DriftItem.absent(
                            Kind.MANIFEST,
                            sought.of(),
                            sought.digest().toString(),
                            ifAbsent,
                            sought.digest()));
            return Standing.GONE;
        } catch (Obstacle met) {
            ledger.add(DriftItem.met(Kind.MANIFEST, sought.of(), sought.digest().toString(), met));
            return Standing.DAMAGED;
        } finally {
            inHand.release();
        }
    }

    /** The blobs that the manifest names; what it lists is added to those sought below it. */
    private List<Descriptor> read(Sought sought, List<Sought> below)
            throws Obstacle, InterruptedException {
        return switch (reader.manifest(repository, sought.digest())) {
            case Manifest.Image image ->
                    Stream.concat(Stream.of(image.config()), image.layers().stream())
                            .map(each -> bare(each))
                            .distinct()
                            .toList();
            case Manifest.Index index -> {
                requireFew(sought, index);
                index.manifests().stream()
                        .map(Descriptor::digest)
                        .distinct()
                        .forEach(
                                child ->
                                        below.add(
                                                new Sought(
                                                        nameOf(sought, child),
                                                        child,
                                                        sought.depth() + 1)));
                yield List.of();
            }
        };
    }

    private String nameOf(Sought sought, Digest child) {
        String name = names.of(child);
        return name.equals(child.abbreviated()) ? sought.of() : name;
    }

    private void requireFew(Sought sought, Manifest.Index index) throws Obstacle {
        Attempt attempt =
                Attempt.at("looking below", repository.at(sought.digest()), repository.registry());
        if (sought.depth() >= DEEPEST) {
            throw new Obstacle.Unsupported(
                    attempt, "an index nested more than one level below the top");
        }
        int count = manifests.addAndGet(index.manifests().size());
        if (count > MOST_MANIFESTS) {
            throw new Obstacle.Malformed(
                    attempt,
                    "expected at most "
                            + MOST_MANIFESTS
                            + " manifests, found "
                            + count
                            + " or more");
        }
    }

    private static Descriptor bare(Descriptor named) {
        return Descriptor.of(named.mediaType(), named.digest(), named.size());
    }

    private Standing look(String of, Descriptor blob) throws InterruptedException {
        String name = blob.digest().toString();
        switch (blobs.of(repository, blob)) {
            case BlobCheck.Answer.Matching() -> {
                ledger.unchanged();
                return Standing.WHOLE;
            }
            case BlobCheck.Answer.Absent() ->
                    ledger.add(
                            DriftItem.absent(
                                    Kind.BLOB, of, name, DriftState.MISSING_BLOB, blob.digest()));
            case BlobCheck.Answer.OfSize(long found) ->
                    ledger.add(
                            DriftItem.differing(
                                    Kind.BLOB,
                                    of,
                                    name,
                                    DriftState.WRONG_SIZE,
                                    blob.size() + " bytes",
                                    found + " bytes"));
            case BlobCheck.Answer.Met(Obstacle obstacle) ->
                    ledger.add(DriftItem.met(Kind.BLOB, of, name, obstacle));
        }
        return Standing.DAMAGED;
    }
}
