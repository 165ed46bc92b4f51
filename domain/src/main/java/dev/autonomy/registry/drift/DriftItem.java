package dev.autonomy.registry.drift;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that is not as the lock says: a tag, manifest or blob, of which part of the bundle, by
 * its tag or digest.
 *
 * @param standing what is left of the locked content, where its tag names other content
 * @param obstacle why it could not be read, or what contradicts it
 */
public record DriftItem(
        Kind kind,
        String of,
        String name,
        DriftState state,
        Optional<String> expected,
        Optional<String> found,
        Optional<Standing> standing,
        Optional<Obstacle> obstacle) {

    /** What it is. */
    public enum Kind {
        TAG,
        MANIFEST,
        BLOB;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How much of a manifest and all below it is there. */
    public enum Standing {
        WHOLE,
        DAMAGED,
        GONE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        Standing and(Standing below) {
            return this == WHOLE && below != WHOLE ? DAMAGED : this;
        }
    }

    /** Something that is not there. */
    static DriftItem absent(Kind kind, String of, String name, DriftState state, Digest expected) {
        return new DriftItem(
                kind,
                of,
                name,
                state,
                Optional.of(expected.toString()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Something that nobody expected. */
    static DriftItem added(Kind kind, String of, String name, String found) {
        return new DriftItem(
                kind,
                of,
                name,
                DriftState.ADDED,
                Optional.empty(),
                Optional.of(found),
                Optional.empty(),
                Optional.empty());
    }

    /** Something that was expected in one form and found in another. */
    static DriftItem differing(
            Kind kind, String of, String name, DriftState state, String expected, String found) {
        return new DriftItem(
                kind,
                of,
                name,
                state,
                Optional.of(expected),
                Optional.of(found),
                Optional.empty(),
                Optional.empty());
    }

    /** Something that could not be read, or whose bytes are others. */
    static DriftItem met(Kind kind, String of, String name, Obstacle obstacle) {
        Optional<Obstacle.Contradiction> contradiction =
                obstacle instanceof Obstacle.Contradiction other
                        ? Optional.of(other)
                        : Optional.empty();
        return new DriftItem(
                kind,
                of,
                name,
                contradiction.isPresent() ? DriftState.TAMPERED : DriftState.UNREADABLE,
                contradiction.map(Obstacle.Contradiction::expected),
                contradiction.map(Obstacle.Contradiction::found),
                Optional.empty(),
                Optional.of(obstacle));
    }

    DriftItem standing(Standing left) {
        return new DriftItem(kind, of, name, state, expected, found, Optional.of(left), obstacle);
    }

    DriftItem because(Obstacle reason) {
        return new DriftItem(kind, of, name, state, expected, found, standing, Optional.of(reason));
    }

    public DriftItem {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(of);
        Objects.requireNonNull(name);
        Objects.requireNonNull(state);
        if (state == DriftState.UNREADABLE && obstacle.isEmpty()) {
            throw new IllegalArgumentException("there is a reason why it could not be read");
        }
    }

    /**
     * @param ofGoneEvidence what evidence that is gone comes to
     */
    ExitCode exitCode(ExitCode ofGoneEvidence) {
        return switch (state) {
            case UNCHANGED, ADDED -> ExitCode.SEEDED;
            case MISSING_ATTACHMENT -> ofGoneEvidence;
            case MOVED, MISSING_MANIFEST, MISSING_BLOB, WRONG_SIZE -> ExitCode.DRIFT;
            case MISSING_TAG -> obstacle.map(ExitCode::of).orElse(ExitCode.DRIFT);
            case TAMPERED -> ExitCode.TAMPERED;
            case UNREADABLE -> ExitCode.of(obstacle.orElseThrow());
        };
    }
}
