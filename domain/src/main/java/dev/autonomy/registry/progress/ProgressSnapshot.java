package dev.autonomy.registry.progress;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.outcome.SeedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A run at one moment: sizes in bytes, rates in bytes per second. The total is known once the run
 * is planned and never shrinks; what is done never falls.
 */
public record ProgressSnapshot(
        Optional<Instant> startedAt,
        Optional<SeedStep> step,
        Set<SeedStep> finishedSteps,
        List<Row> rows,
        List<RunningBlob> runningBlobs,
        long done,
        long total,
        OptionalLong rate,
        Optional<Instant> lastMovement,
        Optional<LostLink> lostLink) {

    public ProgressSnapshot {
        finishedSteps = Set.copyOf(finishedSteps);
        rows = List.copyOf(rows);
        runningBlobs = List.copyOf(runningBlobs);
    }

    /**
     * How long the rest takes at the present rate; empty while that cannot be told, as without a
     * link.
     */
    public Optional<Duration> left() {
        return lostLink.isPresent() ? Optional.empty() : left(rate, total - done);
    }

    /** A registry that the run waits for. */
    public record LostLink(String registry, Instant since, Instant until) {}

    static Optional<Duration> left(OptionalLong rate, long bytes) {
        return rate.isPresent() && rate.getAsLong() > 0
                ? Optional.of(Duration.ofMillis(bytes * 1000 / rate.getAsLong()))
                : Optional.empty();
    }

    /**
     * An artifact, or one platform of a multi-platform image; the rest is what has still to travel
     * before its manifest, which follows last, can. Rows keep their order.
     */
    public record Row(
            String artifact,
            Optional<Platform> platform,
            Digest digest,
            State state,
            long done,
            long total,
            long rest,
            OptionalLong rate) {

        public Optional<Duration> left() {
            return ProgressSnapshot.left(rate, total - done);
        }

        /** The artifact's name in texts, with the platform where there is one. */
        public String name() {
            return artifact + platform.map(p -> " " + p).orElse("");
        }
    }

    /** Where a row stands. */
    public sealed interface State {
        record Waiting() implements State {}

        record Copying() implements State {}

        /** A copy failed and starts over at that time; the attempt that failed counts from 1. */
        record Retrying(int attempt, String reason, Instant again) implements State {}

        record Copied() implements State {}

        record Unchanged() implements State {}
    }

    /** A blob that has begun to arrive and is not whole yet. */
    public record RunningBlob(String artifact, Digest blob, long done, long total) {}
}
