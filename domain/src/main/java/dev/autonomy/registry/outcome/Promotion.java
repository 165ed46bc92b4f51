package dev.autonomy.registry.outcome;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Tag;
import java.util.Optional;

/** A destination tag pointed at a verified digest, and what it held before the run. */
public record Promotion(Tag tag, Digest digest, Optional<Digest> previous) {}
