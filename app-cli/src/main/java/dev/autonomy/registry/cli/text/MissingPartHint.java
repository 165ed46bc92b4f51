package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.outcome.Obstacle;

/** What to try next when something is missing that the reference leads to, not what it names. */
final class MissingPartHint {

    private MissingPartHint() {}

    /** Only what was found names its parts by their digests. */
    static boolean fits(Obstacle.NotFound missing, Reference reference) {
        return missing.attempt()
                .artifact()
                .filter(artifact -> artifact.contains("@"))
                .filter(
                        artifact ->
                                reference
                                        .digest()
                                        .filter(named -> artifact.endsWith(named.toString()))
                                        .isEmpty())
                .isPresent();
    }

    static String of(Obstacle.NotFound missing) {
        return "ask the bundle's publisher, or whoever runs "
                + missing.attempt().registry().orElse("the registry")
                + ", to put the bundle up whole again: the reference is right, but a part of what it"
                + " names is gone.";
    }
}
