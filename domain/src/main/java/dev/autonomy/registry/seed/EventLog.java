package dev.autonomy.registry.seed;

import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Hands the events of parallel work to the observer one at a time, and remembers the warnings for
 * the report.
 */
final class EventLog {

    private final SeedObserver observer;
    private final Clock clock;
    private final Set<Warning> warnings = new LinkedHashSet<>();

    EventLog(SeedObserver observer, Clock clock) {
        this.observer = observer;
        this.clock = clock;
    }

    synchronized void tell(Function<Instant, SeedEvent> event) {
        observer.on(event.apply(clock.instant()));
    }

    synchronized void warn(Warning warning) {
        if (warnings.add(warning)) {
            tell(time -> new SeedEvent.Warned(time, warning));
        }
    }

    synchronized List<Warning> warnings() {
        return List.copyOf(warnings);
    }
}
