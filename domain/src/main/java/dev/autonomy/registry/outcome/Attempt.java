package dev.autonomy.registry.outcome;

import java.util.Optional;

/**
 * What was being done when an obstacle came up: a phrase ("reading the manifest of"), to what, in
 * which registry.
 */
public record Attempt(String doing, Optional<String> artifact, Optional<String> registry) {

    /** Something done on this machine alone ("looking for skopeo"). */
    public static Attempt locally(String doing) {
        return new Attempt(doing, Optional.empty(), Optional.empty());
    }

    /** Something done to a local file or folder. */
    public static Attempt with(String doing, String file) {
        return new Attempt(doing, Optional.of(file), Optional.empty());
    }

    /** Something done to an artifact in a registry; an empty one is none. */
    public static Attempt at(String doing, String artifact, String registry) {
        return new Attempt(
                doing,
                Optional.of(artifact),
                Optional.of(registry).filter(host -> !host.isEmpty()));
    }

    @Override
    public String toString() {
        return doing + artifact.map(a -> " " + a).orElse("");
    }
}
