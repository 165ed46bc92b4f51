package dev.autonomy.registry.seed;

import dev.autonomy.registry.outcome.Obstacle;

/** Work that something comes of, unless it fails or is cancelled. */
@FunctionalInterface
interface Task<T> {
    T run() throws Obstacle, InterruptedException;
}
