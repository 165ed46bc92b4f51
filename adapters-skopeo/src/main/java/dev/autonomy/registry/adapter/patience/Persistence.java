package dev.autonomy.registry.adapter.patience;

import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.progress.RetryObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Sends again what a bad link or a busy registry kept from being answered: three times, after a
 * growing, jittered pause or after the one that the registry asks for; and knows whether the
 * registry can be waited for when it is out of reach (spec 1.5).
 */
public final class Persistence {

    private static final int RETRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final Pause pause;
    private final RetryObserver observer;
    private final Link link;
    private final RandomGenerator jitter = RandomGenerator.getDefault();

    /**
     * @param observer told of every request that is sent again
     */
    public Persistence(String registry, RetryObserver observer, LinkPatience links, Pause pause) {
        this.pause = pause;
        this.observer = observer;
        this.link = new Link(registry, links, Clock.systemUTC(), pause);
    }

    /** Something that is sent, for the first time or once more. */
    @FunctionalInterface
    public interface Request<T> {
        /**
         * @param tries how often this is done, from 1
         */
        T send(int tries) throws Obstacle, InterruptedException;
    }

    /** Which obstacles are waited out. */
    @FunctionalInterface
    public interface Hope {
        boolean remainsAfter(Obstacle.Unreachable obstacle);
    }

    /** What comes of the request at last, or the failure that nobody hopes to outlast. */
    public <T> T persist(Hope hope, Request<T> request) throws Obstacle, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return request.send(tries);
            } catch (Obstacle.Unreachable obstacle) {
                if (tries > RETRIES || !hope.remainsAfter(obstacle)) {
                    throw obstacle;
                }
                Duration wait = before(tries, obstacle.wishedPause());
                observer.again(obstacle.attempt(), tries, obstacle.seen(), wait);
                pause.rest(wait);
            }
        }
    }

    /** To be told of every answer of the registry. */
    public void answered() {
        link.answered();
    }

    /** Whether the registry was out of reach and answers again, perhaps after a wait. */
    public boolean regainsLink(Probe probe) throws InterruptedException {
        return link.regains(probe);
    }

    /** The same after a failure, which may be one of something else. */
    public boolean regainsLink(Obstacle.Unreachable failure, Probe probe)
            throws InterruptedException {
        return Link.mayBeLost(failure) && regainsLink(probe);
    }

    private Duration before(int tries, Duration wished) {
        if (wished.isPositive()) {
            return wished;
        }
        long longest = FIRST_PAUSE.multipliedBy(1L << (tries - 1)).toMillis();
        return Duration.ofMillis(jitter.nextLong(longest / 2, longest + 1));
    }
}
