package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Begins a transfer anew, as a whole, where what ended it may pass; after a wait for the link the
 * count of attempts begins anew as well (spec 1.5).
 */
final class Retries {

    private static final int RETRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final ArtifactReader reader;
    private final Repository from;
    private final Repository to;
    private final EventLog events;
    private final Pause pause;
    private final RandomGenerator jitter = RandomGenerator.getDefault();

    Retries(ArtifactReader reader, Repository from, Repository to, EventLog events, Pause pause) {
        this.reader = reader;
        this.from = from;
        this.to = to;
        this.events = events;
        this.pause = pause;
    }

    /** Waits, as a real run does, or only notes the wish, as a test does. */
    @FunctionalInterface
    interface Pause {
        void rest(Duration duration) throws InterruptedException;
    }

    /** What is done from its beginning each time. */
    @FunctionalInterface
    interface Attempted {
        void once() throws Obstacle, InterruptedException;

        /** What the failure came from, as far as that can be found out. */
        default Obstacle causeOf(Obstacle seen) throws InterruptedException {
            return seen;
        }

        /** The same for the last time, when nothing is tried any more. */
        default Obstacle lastCauseOf(Obstacle seen, Obstacle cause) throws InterruptedException {
            return cause;
        }
    }

    void of(SeedEvent.Artifact artifact, Attempted transfer) throws Obstacle, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                transfer.once();
                return;
            } catch (Obstacle seen) {
                Obstacle cause = transfer.causeOf(seen);
                if (regainsLink(cause)) {
                    attempt = 0;
                    continue;
                }
                if (attempt > RETRIES || !mayPass(cause)) {
                    throw transfer.lastCauseOf(seen, cause);
                }
                rest(artifact, attempt, cause);
            }
        }
    }

    private boolean regainsLink(Obstacle cause) throws InterruptedException {
        if (!(cause instanceof Obstacle.Unreachable)) {
            return false;
        }
        boolean source = reader.regainsLink(from);
        boolean destination = reader.regainsLink(to);
        return source || destination;
    }

    /** Both registries answered before the copy: who refuses now is being started again. */
    private static boolean mayPass(Obstacle cause) {
        return cause instanceof Obstacle.Unreachable away
                && (away.mayPass() || away.reason() == Reason.CONNECTION_REFUSED);
    }

    private void rest(SeedEvent.Artifact artifact, int attempt, Obstacle cause)
            throws InterruptedException {
        long longest = FIRST_PAUSE.multipliedBy(1L << (attempt - 1)).toMillis();
        Duration own = Duration.ofMillis(jitter.nextLong(longest / 2, longest + 1));
        Duration wished =
                cause instanceof Obstacle.Unreachable away ? away.wishedPause() : Duration.ZERO;
        Duration wait = wished.compareTo(own) > 0 ? wished : own;
        events.tell(time -> new SeedEvent.Retry(time, artifact, attempt, cause.seen(), wait));
        pause.rest(wait);
    }
}
