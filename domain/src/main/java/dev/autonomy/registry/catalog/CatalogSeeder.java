package dev.autonomy.registry.catalog;

import dev.autonomy.registry.progress.SeedObserver;
import java.time.Clock;
import java.util.Objects;

/**
 * The use case: brings the bundles of a catalog, all of them pinned, planned and judged before any
 * of them moves, each published as soon as it passes (spec 7.1).
 */
public final class CatalogSeeder {

    private final CatalogPorts ports;
    private final Clock clock;

    public CatalogSeeder(CatalogPorts ports, Clock clock) {
        this.ports = Objects.requireNonNull(ports);
        this.clock = Objects.requireNonNull(clock);
    }

    /**
     * Brings them, and reports how that ended, whatever it was short of a bug.
     *
     * @throws IllegalArgumentException when the catalog has {@linkplain Catalog#clashes clashes} or
     *     one of its requests has problems
     * @throws CatalogCancelled when the run was cancelled; what was published before is written
     *     down then
     */
    public CatalogReport seed(Catalog catalog, CatalogPolicy policy, SeedObserver observer)
            throws InterruptedException {
        return run(catalog, policy, observer).seed();
    }

    /** Pins, plans and judges all of them, and writes nothing anywhere. */
    public CatalogReport rehearse(Catalog catalog, CatalogPolicy policy, SeedObserver observer)
            throws InterruptedException {
        return run(catalog, policy, observer).rehearse();
    }

    private CatalogRun run(Catalog catalog, CatalogPolicy policy, SeedObserver observer) {
        if (!catalog.clashes().isEmpty()) {
            throw new IllegalArgumentException(catalog.clashes().getFirst().toString());
        }
        return new CatalogRun(ports, clock, catalog, policy, new CatalogEvents(observer, clock));
    }
}
