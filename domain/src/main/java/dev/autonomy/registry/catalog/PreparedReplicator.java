package dev.autonomy.registry.catalog;

import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.port.Replicator;
import java.util.List;

/** A replicator that was found fit once for all bundles of a run. */
record PreparedReplicator(Replicator replicator, ToolVersion version) implements Replicator {

    @Override
    public ToolVersion prepare() {
        return version;
    }

    @Override
    public List<Warning> notApplied(Repository from, Repository to) {
        return replicator.notApplied(from, to);
    }

    @Override
    public void copy(Cargo cargo, BlobProgress progress) throws Obstacle, InterruptedException {
        replicator.copy(cargo, progress);
    }
}
