package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.TagPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Puts tags back to what they were where they still hold what this run pointed them at; a new one
 * is removed where the registry allows that (spec 1.4, step 5).
 */
final class PutBack {

    private static final Duration LONGEST = Duration.ofMillis(1500);

    private final DigestResolver resolver;
    private final TagPublisher publisher;
    private final Repository to;

    PutBack(SeedPorts ports, Repository to) {
        this.resolver = ports.resolver();
        this.publisher = ports.publisher();
        this.to = to;
    }

    /** The final state of each tag, in words; a cancellation meanwhile lets them go back. */
    List<String> of(List<TagMove> begun) throws InterruptedException {
        try {
            return statesOf(begun);
        } catch (InterruptedException interruption) {
            inTime(begun);
            throw interruption;
        }
    }

    void after(Throwable bug, List<TagMove> begun) {
        try {
            of(begun);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error another) {
            bug.addSuppressed(another);
        }
    }

    /** A registry that does not answer must not hold up a run that was cancelled (spec 1.5). */
    void inTime(List<TagMove> begun) throws InterruptedException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> states = executor.submit(() -> statesOf(begun));
            try {
                states.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                executor.shutdownNow();
            } catch (ExecutionException bug) {
                throw new IllegalStateException(bug.getCause());
            }
        }
    }

    private List<String> statesOf(List<TagMove> begun) throws InterruptedException {
        List<String> states = new ArrayList<>();
        for (TagMove move : begun.reversed()) {
            states.add(":" + move.tag() + " " + putBack(move));
        }
        return states;
    }

    private String putBack(TagMove move) throws InterruptedException {
        try {
            Optional<Digest> now = resolver.resolve(to, move.tag()).map(Manifest::digest);
            if (!now.equals(Optional.of(move.target().digest()))) {
                return "holds " + Promoter.held(now);
            }
            if (move.previous().isPresent()) {
                publisher.point(to, move.tag(), now, move.previous().get().content());
                return "was put back to " + move.previous().get().digest();
            }
            return switch (publisher.withdraw(to, move.tag(), move.target().digest())) {
                case GONE -> "was removed again";
                case NOT_ALLOWED ->
                        "is new and holds "
                                + move.target().digest()
                                + ", because this registry does not let a tag be deleted";
            };
        } catch (Obstacle obstacle) {
            return "could not be put back from "
                    + move.target().digest()
                    + " ("
                    + obstacle.seen()
                    + ")";
        }
    }

    static Obstacle withFinalStates(Obstacle obstacle, List<String> states) {
        if (states.isEmpty()) {
            return obstacle;
        }
        String tagsNow = ". Tags now: " + String.join("; ", states);
        String seen = obstacle.seen() + tagsNow;
        return switch (obstacle) {
            case Obstacle.AccessDenied denied ->
                    new Obstacle.AccessDenied(denied.reason(), denied.attempt(), seen, "");
            case Obstacle.Unreachable away ->
                    new Obstacle.Unreachable(away.reason(), away.attempt(), seen);
            case Obstacle.Conflict conflict ->
                    new Obstacle.Conflict(conflict.reason(), conflict.attempt(), seen);
            case Obstacle.NotFound missing -> new Obstacle.NotFound(missing.attempt(), seen);
            case Obstacle.Contradiction other ->
                    new Obstacle.Contradiction(
                            other.attempt(), other.expected(), other.found() + tagsNow);
            case Obstacle.Malformed unreadable ->
                    new Obstacle.Malformed(unreadable.attempt(), seen);
            case Obstacle.Unsupported foreign -> new Obstacle.Unsupported(foreign.attempt(), seen);
            case Obstacle.ToolMissing missing ->
                    new Obstacle.ToolMissing(missing.reason(), missing.attempt(), seen);
            case Obstacle.LoginUnusable login ->
                    new Obstacle.LoginUnusable(login.reason(), login.attempt(), seen);
            case Obstacle.ToolFailed failed ->
                    new Obstacle.ToolFailed(failed.attempt(), seen, failed.toolLine().orElse(""));
            case Obstacle.StorageFailed failed ->
                    new Obstacle.StorageFailed(failed.attempt(), seen);
            case Obstacle.Incomplete gone ->
                    new Obstacle.Incomplete(gone.side(), gone.attempt(), seen);
            case Obstacle.TrustUnusable _ -> obstacle;
        };
    }
}
