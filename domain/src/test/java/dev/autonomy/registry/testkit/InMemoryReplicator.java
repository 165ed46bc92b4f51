package dev.autonomy.registry.testkit;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.port.Replicator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Copies between {@link InMemoryRegistries}; scripted failures come first, one for each time that
 * the first manifest of all is copied.
 */
public final class InMemoryReplicator implements Replicator {

    private final InMemoryRegistries registries;
    private final Deque<Obstacle> failures = new ArrayDeque<>();
    private final List<Digest> copied = new ArrayList<>();
    private Optional<Obstacle> unfit = Optional.empty();
    private volatile InMemoryRegistries.Interference interference = _ -> {};

    public InMemoryReplicator(InMemoryRegistries registries) {
        this.registries = registries;
    }

    public synchronized InMemoryReplicator failing(Obstacle... scripted) {
        failures.addAll(List.of(scripted));
        return this;
    }

    public synchronized InMemoryReplicator unfit(Obstacle obstacle) {
        unfit = Optional.of(obstacle);
        return this;
    }

    /** Something that happens at the beginning of each copy, named by its digest. */
    public InMemoryReplicator before(InMemoryRegistries.Interference scripted) {
        interference = scripted;
        return this;
    }

    /** What was copied, in the order it was asked for. */
    public synchronized List<Digest> copied() {
        return List.copyOf(copied);
    }

    @Override
    public synchronized ToolVersion prepare() throws Obstacle {
        if (unfit.isPresent()) {
            throw unfit.get();
        }
        return new ToolVersion("skopeo", "1.9.3");
    }

    @Override
    public List<Warning> notApplied(Repository from, Repository to) {
        return List.of();
    }

    @Override
    public void copy(Cargo cargo, BlobProgress progress) throws Obstacle, InterruptedException {
        Optional<Obstacle> failure = begun(cargo.digest());
        interference.before(cargo.digest().toString());
        if (failure.isPresent()) {
            throw failure.get();
        }
        registries.copy(cargo.from(), cargo.to(), cargo.digest());
        cargo.blobs().forEach(blob -> progress.at(blob.digest(), blob.size()));
    }

    private synchronized Optional<Obstacle> begun(Digest digest) {
        copied.add(digest);
        return copied.getFirst().equals(digest)
                ? Optional.ofNullable(failures.poll())
                : Optional.empty();
    }
}
