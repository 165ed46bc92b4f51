package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.progress.SeedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Points the destination's tags at what was verified, the image's last, and puts them back when
 * that does not work for all of them (spec 1.4, step 5).
 */
final class Promoter {

    private final DigestResolver resolver;
    private final ArtifactReader reader;
    private final TagPublisher publisher;
    private final Holdings held;
    private final PutBack putBack;
    private final Repository to;
    private final EventLog events;

    Promoter(SeedPorts ports, Repository to, EventLog events) {
        this.resolver = ports.resolver();
        this.reader = ports.reader();
        this.publisher = ports.publisher();
        this.held = new Holdings(ports, to);
        this.putBack = new PutBack(ports, to);
        this.to = to;
        this.events = events;
    }

    /** Refuses to move anything when somebody else moved one of the tags since the preflight. */
    void refuseForeignMoves(List<TagMove> moves) throws Obstacle, InterruptedException {
        List<Optional<Digest>> now = Parallel.map(moves, this::beforeItIsMoved);
        for (int i = 0; i < moves.size(); i++) {
            TagMove move = moves.get(i);
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

    /** Asked when the registry refuses to move an attachment's tag that names something else. */
    @FunctionalInterface
    interface Immutability {
        /**
         * Returns where the run may go on with what the tag holds.
         *
         * @throws Obstacle.Conflict when what it holds does not pass
         */
        void accept(SeedPlan.Carried refused, Obstacle.Conflict refusal)
                throws Obstacle, InterruptedException;
    }

    /** Moves the tags that need it, and returns only when all of the run's tags hold then. */
    void promote(List<TagMove> moves, Immutability immutability)
            throws Obstacle, InterruptedException {
        List<TagMove> begun = new ArrayList<>();
        List<TagMove> settled = new ArrayList<>();
        try {
            for (TagMove move : moves) {
                settled.add(move.isNeeded() ? point(move, moves, begun, immutability) : move);
            }
            if (moves.stream().anyMatch(TagMove::isNeeded)) {
                requireAllHold(settled);
            }
        } catch (Obstacle obstacle) {
            throw PutBack.withFinalStates(obstacle, putBack.of(begun));
        } catch (InterruptedException interruption) {
            putBack.inTime(begun);
            throw interruption;
        } catch (RuntimeException | Error bug) {
            putBack.after(bug, begun);
            throw bug;
        }
    }

    /** The move as it was made. */
    private TagMove point(
            TagMove move, List<TagMove> moves, List<TagMove> begun, Immutability immutability)
            throws Obstacle, InterruptedException {
        begun.add(move);
        try {
            pointOverLostLinks(move, moves);
        } catch (Obstacle.Conflict conflict) {
            if (conflict.reason() != Obstacle.Conflict.Reason.TAG_REFUSED
                    || move.attachment().isEmpty()) {
                throw conflict;
            }
            Obstacle.Conflict refusal = refusalOf(conflict);
            if (move.previous().isEmpty()) {
                throw refusal;
            }
            begun.removeLast();
            immutability.accept(move.attachment().get(), refusal);
            return move.kept();
        }
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
        return move;
    }

    /**
     * A request that a lost link swallowed may have moved the tag or not, and others may have come
     * meanwhile: all tags are read again before it goes on (spec 1.5).
     */
    private void pointOverLostLinks(TagMove move, List<TagMove> moves)
            throws Obstacle, InterruptedException {
        for (; ; ) {
            try {
                publisher.point(to, move.tag(), move.previousDigest(), move.target());
                return;
            } catch (Obstacle.Unreachable lost) {
                if (!reader.regainsLink(to)) {
                    throw lost;
                }
                refuseForeignMoves(moves);
                if (current(move.tag()).equals(Optional.of(move.target().digest()))) {
                    return;
                }
            }
        }
    }

    private static Obstacle.Conflict refusalOf(Obstacle.Conflict conflict) {
        return new Obstacle.Conflict(
                Obstacle.Conflict.Reason.ATTACHMENT_TAG_REFUSED,
                conflict.attempt(),
                conflict.seen());
    }

    /**
     * Two seeds that cross must not leave the image of one with the lock of the other (spec 1.4,
     * step 5).
     */
    private void requireAllHold(List<TagMove> settled) throws Obstacle, InterruptedException {
        List<Optional<Digest>> now = Parallel.map(settled, move -> current(move.tag()));
        for (int i = 0; i < settled.size(); i++) {
            TagMove move = settled.get(i);
            if (!now.get(i).equals(Optional.of(move.target().digest()))) {
                throw new Obstacle.Conflict(
                        Obstacle.Conflict.Reason.DESTINATION_TAG_MOVED,
                        publishing(move),
                        "expected "
                                + move.target().digest()
                                + " once all tags were moved, found "
                                + held(now.get(i))
                                + "; somebody else moved the tag meanwhile");
            }
        }
    }

    /** A tag that was there can be read: only one that was not may be denied for that. */
    private Optional<Digest> beforeItIsMoved(TagMove move) throws Obstacle, InterruptedException {
        return move.previous().isPresent()
                ? current(move.tag())
                : held.under(move.tag()).map(Manifest::digest);
    }

    private Optional<Digest> current(Tag tag) throws Obstacle, InterruptedException {
        return resolver.resolve(to, tag).map(Manifest::digest);
    }

    private Attempt publishing(TagMove move) {
        return Attempt.at("publishing", to.at(move.tag()), to.registry());
    }

    static String held(Optional<Digest> digest) {
        return digest.map(Digest::toString).orElse("no such tag");
    }
}
