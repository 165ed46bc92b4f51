package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Promotion;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.progress.SeedEvent;
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
 * Points the destination's tags at what was verified, the image's last, and puts them back when
 * that does not work for all of them (spec 1.4, step 5).
 */
final class Promoter {

    private static final Duration TO_PUT_BACK = Duration.ofMillis(1500);

    private final DigestResolver resolver;
    private final TagPublisher publisher;
    private final Repository to;
    private final EventLog events;

    Promoter(SeedPorts ports, Repository to, EventLog events) {
        this.resolver = ports.resolver();
        this.publisher = ports.publisher();
        this.to = to;
        this.events = events;
    }

    /** A tag, what it is to name, and what it named in the preflight. */
    record Move(Tag tag, ManifestContent target, Optional<Manifest> previous) {

        Promotion promotion() {
            return new Promotion(tag, target.digest(), previousDigest());
        }

        Optional<Digest> previousDigest() {
            return previous.map(Manifest::digest);
        }

        boolean isNeeded() {
            return !previousDigest().equals(Optional.of(target.digest()));
        }
    }

    /**
     * Where every tag is to point, in the order they are moved: attachments, lock, policy, image.
     */
    static List<Move> moves(SeedPlan plan) {
        List<Move> moves = new ArrayList<>();
        plan.carried().stream()
                .filter(each -> !each.isListedByApi())
                .forEach(
                        each ->
                                moves.add(
                                        new Move(
                                                each.attachment().tag(),
                                                each.result().content(),
                                                each.present().flatMap(Attachment::underTag))));
        plan.sidecars().forEach(part -> moves.add(move(part)));
        moves.add(move(plan.image()));
        return moves;
    }

    private static Move move(SeedPlan.Part part) {
        return new Move(part.tag(), part.tree().manifest().content(), part.previous());
    }

    /** Refuses to move anything when somebody else moved one of the tags since the preflight. */
    void refuseForeignMoves(List<Move> moves) throws Obstacle, InterruptedException {
        List<Optional<Digest>> now = Parallel.map(moves, move -> current(move.tag()));
        for (int i = 0; i < moves.size(); i++) {
            Move move = moves.get(i);
            boolean asBefore = now.get(i).equals(move.previousDigest());
            boolean oursAlready = now.get(i).equals(Optional.of(move.target().digest()));
            if (!asBefore && !oursAlready) {
                throw new Obstacle.Conflict(
                        Obstacle.Conflict.Reason.DESTINATION_TAG_MOVED,
                        publishing(move),
                        "expected "
                                + held(move.previousDigest())
                                + " as before the copy, found "
                                + held(now.get(i))
                                + "; somebody else moved the tag, so no tag was moved");
            }
        }
    }

    void promote(List<Move> moves) throws Obstacle, InterruptedException {
        List<Move> begun = new ArrayList<>();
        try {
            for (Move move : moves.stream().filter(Move::isNeeded).toList()) {
                begun.add(move);
                publisher.point(to, move.tag(), move.previousDigest(), move.target());
                Optional<Digest> now = current(move.tag());
                if (!now.equals(Optional.of(move.target().digest()))) {
                    throw new Obstacle.Conflict(
                            Obstacle.Conflict.Reason.DESTINATION_TAG_MOVED,
                            publishing(move),
                            "expected "
                                    + move.target().digest()
                                    + " after pointing the tag, found "
                                    + held(now));
                }
                events.tell(time -> new SeedEvent.Promoted(time, move.promotion()));
            }
        } catch (Obstacle obstacle) {
            throw withFinalStates(obstacle, putBackUnlessCancelled(begun));
        } catch (InterruptedException interruption) {
            putBackInTime(begun);
            throw interruption;
        } catch (RuntimeException | Error bug) {
            putBackAfter(bug, begun);
            throw bug;
        }
    }

    private List<String> putBackUnlessCancelled(List<Move> begun) throws InterruptedException {
        try {
            return putBack(begun);
        } catch (InterruptedException interruption) {
            putBackInTime(begun);
            throw interruption;
        }
    }

    private void putBackAfter(Throwable bug, List<Move> begun) {
        try {
            putBackUnlessCancelled(begun);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error another) {
            bug.addSuppressed(another);
        }
    }

    /** What somebody else did to the tags after they were pointed. */
    List<Warning> movedSince(List<Move> moves) throws Obstacle, InterruptedException {
        List<Optional<Digest>> now = Parallel.map(moves, move -> current(move.tag()));
        List<Warning> warnings = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            Move move = moves.get(i);
            if (!now.get(i).equals(Optional.of(move.target().digest()))) {
                warnings.add(
                        new Warning(
                                Warning.Kind.TAG_MOVED_AFTER_PUBLISH,
                                to.at(move.tag())
                                        + " was pointed at "
                                        + move.target().digest()
                                        + " and verified, but holds "
                                        + held(now.get(i))
                                        + " now: somebody else moved it."));
            }
        }
        return warnings;
    }

    /** A registry that does not answer must not hold up a run that was cancelled (spec 1.5). */
    private void putBackInTime(List<Move> begun) throws InterruptedException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> states = executor.submit(() -> putBack(begun));
            try {
                states.get(TO_PUT_BACK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                executor.shutdownNow();
            } catch (ExecutionException bug) {
                throw new IllegalStateException(bug.getCause());
            }
        }
    }

    /** The final state of each tag begun, in words. */
    private List<String> putBack(List<Move> begun) throws InterruptedException {
        List<String> states = new ArrayList<>();
        for (Move move : begun.reversed()) {
            states.add(":" + move.tag() + " " + putBack(move));
        }
        return states;
    }

    private String putBack(Move move) throws InterruptedException {
        try {
            Optional<Digest> now = current(move.tag());
            if (!now.equals(Optional.of(move.target().digest()))) {
                return "holds " + held(now);
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

    private static Obstacle withFinalStates(Obstacle obstacle, List<String> states) {
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
            case Obstacle.ToolFailed failed ->
                    new Obstacle.ToolFailed(failed.attempt(), seen, failed.toolLine().orElse(""));
            case Obstacle.StorageFailed failed ->
                    new Obstacle.StorageFailed(failed.purpose(), failed.attempt(), seen);
            case Obstacle.TrustUnusable _, Obstacle.Incomplete _ -> obstacle;
        };
    }

    private Optional<Digest> current(Tag tag) throws Obstacle, InterruptedException {
        return resolver.resolve(to, tag).map(Manifest::digest);
    }

    private Attempt publishing(Move move) {
        return Attempt.at("publishing", to.at(move.tag()), to.registry());
    }

    private static String held(Optional<Digest> digest) {
        return digest.map(Digest::toString).orElse("no such tag");
    }
}
