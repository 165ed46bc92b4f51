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

/** Copies between {@link InMemoryRegistries}; scripted failures come first, one a copy. */
public final class InMemoryReplicator implements Replicator {

    private final InMemoryRegistries registries;
    private final Deque<Obstacle> failures = new ArrayDeque<>();
    private final List<Digest> copied = new ArrayList<>();
    private Optional<Obstacle> unfit = Optional.empty();

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
    public synchronized void copy(Cargo cargo, BlobProgress progress) throws Obstacle {
        copied.add(cargo.digest());
        Optional<Obstacle> failure = Optional.ofNullable(failures.poll());
        if (failure.isPresent()) {
            throw failure.get();
        }
        registries.copy(cargo.from(), cargo.to(), cargo.digest());
        cargo.blobs().forEach(blob -> progress.at(blob.digest(), blob.size()));
    }
}
