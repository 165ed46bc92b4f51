package dev.autonomy.registry.catalog;

import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.EvidenceShelf;
import dev.autonomy.registry.port.ManifestWriter;

/** The port that writes what a catalog leaves behind into one folder (spec 7.1). */
public interface CatalogWriter {

    /** What one bundle leaves behind, in a folder of its name. */
    ManifestWriter bundle(BundleName name);

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

        /** A private place in the folder, gone when the hold is closed. */
        EvidenceShelf shelf();

        /**
         * Writes {@code catalog-manifest.json}, and {@code catalog.lock} where the report is whole;
         * an earlier lock stays where it is not.
         */
        void write(CatalogReport report) throws Obstacle;

        @Override
        void close();
    }
}
