package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.progress.SeedObserver;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What the wizard asks of the rest of the product. Every call blocks until it is done; interrupting
 * its thread cancels it.
 */
public interface SeedingBackend {

    /**
     * @throws Obstacle.TrustUnusable saying what the file is instead of a usable public key
     */
    TrustedKey load(Path keyFile) throws Obstacle, InterruptedException;

    /**
     * @throws Obstacle.StorageFailed saying what the file is instead of a usable credentials file
     */
    void requireCredentials(Path file) throws Obstacle;

    /**
     * The folder inside the chosen one where a seed of this order leaves its files: one for each
     * seed, and never one that holds a finished seed.
     */
    Path placeFor(SeedOrder order);

    /**
     * Puts a public key given as text (PEM) into a file of this user's, so that it can be named.
     *
     * @throws Obstacle.TrustUnusable saying what the text is instead; nothing is written then
     */
    Path keepKey(String keyText) throws Obstacle;

    /** Looks at everything a seed needs, writes nothing, and tells each fact once it is known. */
    void review(SeedOrder order, Consumer<ReviewFact> told) throws InterruptedException;

    SeedReport seed(SeedOrder order, SeedObserver observer) throws InterruptedException;

    /**
     * Writes a report into this folder, under a name that nothing has there.
     *
     * @return the file to read
     * @throws Obstacle.StorageFailed when it cannot be written
     */
    Path keep(Path folder, SavedReport report) throws Obstacle;
}
