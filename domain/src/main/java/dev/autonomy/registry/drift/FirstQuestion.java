package dev.autonomy.registry.drift;

import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Task;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Each registry's first question is asked alone, and one that is out of reach is not asked again: a
 * thousand bundles there are told in the time of one.
 */
final class FirstQuestion {

    private final Map<String, Door> doors = new ConcurrentHashMap<>();

    private static final class Door {
        private final Semaphore first = new Semaphore(1);
        private volatile boolean isOpen;
        private volatile Optional<Obstacle.Unreachable> closed = Optional.empty();
    }

    <T> T ask(String registry, Task<T> question) throws Obstacle, InterruptedException {
        Door door = doors.computeIfAbsent(registry, _ -> new Door());
        if (door.isOpen) {
            return asked(door, question);
        }
        door.first.acquire();
        try {
            return asked(door, question);
        } finally {
            door.first.release();
        }
    }

    private static <T> T asked(Door door, Task<T> question) throws Obstacle, InterruptedException {
        if (door.closed.isPresent()) {
            throw door.closed.get();
        }
        try {
            T answer = question.run();
            door.isOpen = true;
            return answer;
        } catch (Obstacle.Unreachable unreachable) {
            if (isOutOfReach(unreachable.reason())) {
                door.closed = Optional.of(unreachable);
            }
            throw unreachable;
        }
    }

    /** Whether that would be met by any other question to the same registry. */
    private static boolean isOutOfReach(Obstacle.Unreachable.Reason reason) {
        return switch (reason) {
            case CONNECTION_REFUSED,
                    UNKNOWN_HOST,
                    TIMED_OUT,
                    STALLED,
                    PROXY,
                    CERTIFICATE,
                    SPEAKS_PLAIN_HTTP,
                    SPEAKS_HTTPS ->
                    true;
            case CONNECTION_LOST,
                    SERVER_ERROR,
                    TOO_MANY_REQUESTS,
                    TRANSFER_FAILED,
                    NOT_A_REGISTRY,
                    MISLABELLED,
                    WRITE_REFUSED,
                    NO_ROOM,
                    NO_SUCH_REPOSITORY ->
                    false;
        };
    }
}
