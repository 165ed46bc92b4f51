package dev.autonomy.misbuilt.outcome;

import dev.autonomy.misbuilt.model.LooksAhead;

/** One half of a cycle. */
public record Ending(LooksAhead cause) {}
