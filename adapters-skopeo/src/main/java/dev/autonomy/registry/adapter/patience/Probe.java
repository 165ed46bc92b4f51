package dev.autonomy.registry.adapter.patience;

import dev.autonomy.registry.outcome.Obstacle;

/** A question that any answer of the registry is an answer to. */
@FunctionalInterface
public interface Probe {
    void ask() throws Obstacle, InterruptedException;
}
