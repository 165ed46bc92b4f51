package dev.autonomy.registry.progress;

import dev.autonomy.registry.outcome.Attempt;
import java.time.Clock;
import java.time.Duration;

/**
 * Told, before the pause, that a request to a registry failed and will be sent again (spec 1.5).
 * Must not block: it is called on the threads that do the work, also on several at once.
 */
@FunctionalInterface
public interface RetryObserver {

    /**
     * @param tries how often the request was sent so far
     */
    void again(Attempt attempt, int tries, String reason, Duration pause);

    /** Each retry as an event, for an observer that several threads may tell at once. */
    static RetryObserver telling(SeedObserver observer, Clock clock) {
        return (attempt, tries, reason, pause) ->
                observer.on(
                        new SeedEvent.RequestRetry(clock.instant(), attempt, tries, reason, pause));
    }
}
