package dev.autonomy.registry.port;

import dev.autonomy.registry.outcome.Obstacle;

/** Work that something comes of, unless it fails or is cancelled. */
@FunctionalInterface
public interface Task<T> {
    T run() throws Obstacle, InterruptedException;
}
