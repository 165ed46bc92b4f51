package dev.autonomy.registry.progress;

import java.time.Clock;
import java.time.Instant;

/**
 * Told of a registry that the run lost and waits for (spec 1.5). Must not block: it is called on
 * the threads that do the work.
 */
public interface LinkObserver {

    /** Told when the wait begins, and again each time that the registry still does not answer. */
    void waiting(String registry, Instant since, Instant until);

    /** Told when the registry answers again. */
    void answering(String registry);

    /** Told in vain, for a run that waits for no link. */
    static LinkObserver none() {
        return new LinkObserver() {
            @Override
            public void waiting(String registry, Instant since, Instant until) {}

            @Override
            public void answering(String registry) {}
        };
    }

    /** Both as events, for an observer that several threads may tell at once. */
    static LinkObserver telling(SeedObserver observer, Clock clock) {
        return new LinkObserver() {
            @Override
            public void waiting(String registry, Instant since, Instant until) {
                observer.on(new SeedEvent.Waiting(clock.instant(), registry, since, until));
            }

            @Override
            public void answering(String registry) {
                observer.on(new SeedEvent.Answering(clock.instant(), registry));
            }
        };
    }
}
