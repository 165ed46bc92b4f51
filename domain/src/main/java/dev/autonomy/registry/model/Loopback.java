package dev.autonomy.registry.model;

/**
 * Registries on this very machine, by the plain spellings of {@code host[:port]}; no name is looked
 * up, and any other spelling counts as elsewhere, which is the safe mistake (spec 1.6).
 */
public final class Loopback {

    private static final String REGISTRY =
            "(?i)(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]+)?";

    private Loopback() {}

    public static boolean holds(String registry) {
        return registry.matches(REGISTRY);
    }
}
