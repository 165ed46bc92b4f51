package dev.autonomy.registry.adapter.patience;

import dev.autonomy.registry.outcome.Obstacle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way to one registry: lost when the registry, which answered before, is out of reach. One
 * thread waits then and asks at growing intervals; the others wait for what it finds (spec 1.5).
 */
final class Link {

    private static final Duration FIRST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(30);

    private final String registry;
    private final LinkPatience patience;
    private final Clock clock;
    private final Pause pause;
    private final ReentrantLock waiting = new ReentrantLock();
    private volatile boolean hasAnswered;
    private volatile boolean isGivenUp;
    private volatile int timesRegained;

    Link(String registry, LinkPatience patience, Clock clock, Pause pause) {
        this.registry = registry;
        this.patience = patience;
        this.clock = clock;
        this.pause = pause;
    }

    void answered() {
        hasAnswered = true;
        isGivenUp = false;
    }

    /** Whether a failure can be one of the link, rather than of what it leads to. */
    static boolean mayBeLost(Obstacle.Unreachable failure) {
        return switch (failure.reason()) {
            case CONNECTION_LOST,
                    CONNECTION_REFUSED,
                    UNKNOWN_HOST,
                    TIMED_OUT,
                    STALLED,
                    PROXY,
                    TRANSFER_FAILED ->
                    true;
            case SERVER_ERROR,
                    TOO_MANY_REQUESTS,
                    CERTIFICATE,
                    SPEAKS_PLAIN_HTTP,
                    SPEAKS_HTTPS,
                    NOT_A_REGISTRY,
                    MISLABELLED,
                    WRITE_REFUSED,
                    NO_ROOM,
                    NO_SUCH_REPOSITORY ->
                    false;
        };
    }

    /** Whether the link was lost and is there again, after a wait for as long as patience lasts. */
    boolean regains(Probe probe) throws InterruptedException {
        if (patience.isNone() || !hasAnswered || isGivenUp) {
            return false;
        }
        int regainedBefore = timesRegained;
        waiting.lockInterruptibly();
        try {
            if (timesRegained != regainedBefore) {
                return true;
            }
            return !isGivenUp && !answers(probe) && awaitAnswer(probe);
        } finally {
            waiting.unlock();
        }
    }

    private boolean awaitAnswer(Probe probe) throws InterruptedException {
        Instant since = clock.instant();
        Instant until = since.plus(patience.longest());
        Duration interval = FIRST_INTERVAL;
        for (Instant now = since; now.isBefore(until); now = clock.instant()) {
            patience.observer().waiting(registry, since, until);
            pause.rest(shorter(interval, Duration.between(now, until)));
            interval = shorter(interval.multipliedBy(2), LONGEST_INTERVAL);
            if (answers(probe)) {
                timesRegained++;
                patience.observer().answering(registry);
                return true;
            }
        }
        isGivenUp = true;
        return false;
    }

    private static boolean answers(Probe probe) throws InterruptedException {
        try {
            probe.ask();
            return true;
        } catch (Obstacle.Unreachable failure) {
            return !mayBeLost(failure);
        } catch (Obstacle _) {
            return true;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
