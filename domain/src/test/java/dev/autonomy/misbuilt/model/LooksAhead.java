package dev.autonomy.misbuilt.model;

import dev.autonomy.misbuilt.outcome.Ending;

/** The first layer looking at the second. */
public record LooksAhead(Ending ending) {}
