package dev.autonomy.registry.catalog;

import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

/** Hands the events of all bundles to one observer, one at a time. */
final class CatalogEvents {

    private final SeedObserver observer;
    private final Clock clock;

    CatalogEvents(SeedObserver observer, Clock clock) {
        this.observer = observer;
        this.clock = clock;
    }

    synchronized void tell(Function<Instant, SeedEvent> event) {
        observer.on(event.apply(clock.instant()));
    }

    void tell(CatalogEntry entry, Function<Instant, SeedEvent> event) {
        tell(time -> new SeedEvent.OfBundle(entry.name().text(), event.apply(time)));
    }

    /** For whoever observes one bundle. */
    SeedObserver of(CatalogEntry entry) {
        return event -> told(new SeedEvent.OfBundle(entry.name().text(), event));
    }

    private synchronized void told(SeedEvent event) {
        observer.on(event);
    }
}
