package dev.autonomy.registry.testkit;

import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import java.util.ArrayList;
import java.util.List;

/** Every event of a run, in order. */
public final class RecordedEvents implements SeedObserver {

    private final List<SeedEvent> events = new ArrayList<>();

    @Override
    public synchronized void on(SeedEvent event) {
        events.add(event);
    }

    public synchronized List<SeedEvent> all() {
        return List.copyOf(events);
    }

    public <T extends SeedEvent> List<T> of(Class<T> type) {
        return all().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
