package dev.autonomy.registry.desktop.wizard;

/** Registries on this very machine, where plain HTTP passes through nobody's hands (spec 1.6). */
final class Loopback {

    private Loopback() {}

    static boolean holds(String registry) {
        return registry.matches("(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?");
    }
}
