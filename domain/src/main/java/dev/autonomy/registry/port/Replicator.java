package dev.autonomy.registry.port;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Warning;
import java.util.List;

/** Moves content between repositories by digest; never moves a tag. */
public interface Replicator {

    /**
     * Finds the tool and everything it needs on this machine.
     *
     * @throws Obstacle.ToolMissing when something is absent or too old
     */
    ToolVersion prepare() throws Obstacle, InterruptedException;

    /** What of this machine's set-up for the two registries will not be applied. */
    List<Warning> notApplied(Repository from, Repository to);

    /**
     * Copies the manifest and everything below it, keeping every digest; content that is already
     * there is not sent again. A single attempt: the caller retries. Success is only what the
     * destination answers when asked afterwards.
     */
    void copy(Repository from, Repository to, Digest digest) throws Obstacle, InterruptedException;
}
