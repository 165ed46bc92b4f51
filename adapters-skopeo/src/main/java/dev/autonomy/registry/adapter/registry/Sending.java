package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.transport.Answer;
import dev.autonomy.registry.outcome.Obstacle;

/** How a question is asked: once, or again as long as there is hope for an answer. */
@FunctionalInterface
interface Sending {
    Answer send(Endpoint endpoint, ScopedCall call) throws Obstacle, InterruptedException;
}
