package dev.autonomy.registry.port;

import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;

/** Writes the seed manifest and the lock into one folder. */
public interface ManifestWriter {

    /**
     * Creates the folder, proves that it is writable, removes leftovers of a run that was killed,
     * and holds the folder until the hold is closed.
     *
     * @throws Obstacle.Conflict when another run holds it
     * @throws Obstacle.StorageFailed when it cannot be created or written
     */
    Hold hold() throws Obstacle;

    /** Says whether {@link #hold} could succeed, and writes nothing. */
    void rehearse() throws Obstacle;

    /** The folder, held for one run. */
    interface Hold extends AutoCloseable {

        /** Writes both files to temporary names and forces them to disk. */
        Prepared prepare(SeedReport report) throws Obstacle;

        @Override
        void close();
    }

    /** Two files waiting for their names; closing without a commit removes them. */
    interface Prepared extends AutoCloseable {

        /** Renames both into place, the lock first. */
        void commit() throws Obstacle;

        @Override
        void close();
    }
}
