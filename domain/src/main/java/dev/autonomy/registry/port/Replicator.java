package dev.autonomy.registry.port;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Warning;
import java.util.List;
import java.util.Objects;

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
    void copy(Cargo cargo, BlobProgress progress) throws Obstacle, InterruptedException;

    /**
     * A manifest by its digest, the artifact that it is all or a part of, by which obstacles name
     * it, and every config and layer blob below it.
     */
    record Cargo(
            Repository from, Repository to, Digest digest, Digest whole, List<Descriptor> blobs) {
        public Cargo {
            Objects.requireNonNull(from);
            Objects.requireNonNull(to);
            Objects.requireNonNull(digest);
            Objects.requireNonNull(whole);
            blobs = List.copyOf(blobs);
        }

        /** A whole artifact. */
        public Cargo(Repository from, Repository to, Digest digest, List<Descriptor> blobs) {
            this(from, to, digest, digest, blobs);
        }
    }

    /**
     * Told how many bytes of a blob have arrived; advisory, from any thread, must not block. What
     * is there already counts as arrived.
     */
    @FunctionalInterface
    interface BlobProgress {
        void at(Digest blob, long bytes);
    }
}
