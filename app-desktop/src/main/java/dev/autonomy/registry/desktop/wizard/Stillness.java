package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.progress.ProgressSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** For how long nothing has moved, where something should: a link that says nothing. */
final class Stillness {

    private static final Duration NOTICED = Duration.ofSeconds(10);

    private Stillness() {}

    /** Empty while bytes move, or none are expected; without a link nothing moves. */
    static Optional<Duration> of(ProgressSnapshot snapshot, Instant now) {
        if (snapshot.lostLink().isPresent()) {
            return snapshot.lostLink().map(lost -> Duration.between(lost.since(), now));
        }
        boolean copies =
                snapshot.rows().stream()
                        .anyMatch(row -> row.state() instanceof ProgressSnapshot.State.Copying);
        return snapshot.lastMovement()
                .filter(_ -> copies)
                .map(last -> Duration.between(last, now))
                .filter(still -> still.compareTo(NOTICED) >= 0);
    }
}
