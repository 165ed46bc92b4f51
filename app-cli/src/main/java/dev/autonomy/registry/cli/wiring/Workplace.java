package dev.autonomy.registry.cli.wiring;

import dev.autonomy.registry.catalog.CatalogPorts;
import dev.autonomy.registry.drift.DriftCheck;
import dev.autonomy.registry.progress.LinkObserver;
import dev.autonomy.registry.progress.RetryObserver;
import dev.autonomy.registry.seed.BundleVerifier;
import dev.autonomy.registry.seed.SeedPorts;
import java.nio.file.Path;
import java.time.Clock;

/** What one command works with, open until it ends. */
public interface Workplace extends AutoCloseable {

    /** The ports of a seed that leaves its files in this folder. */
    SeedPorts ports(Path out);

    /** The ports of a catalog that leaves its files in this folder. */
    CatalogPorts catalogPorts(Path out);

    /** The use case of judging bundles in this place, at the time of this clock. */
    BundleVerifier verifier(Place place, Clock clock);

    /** The use case of comparing locks with registries, at the time of this clock. */
    DriftCheck drift(Clock clock);

    @Override
    void close();

    /** Opens what a command needs; opening reads and writes nothing. */
    @FunctionalInterface
    interface Opener {
        Workplace open(Setup setup, RetryObserver retries, LinkObserver links);
    }
}
