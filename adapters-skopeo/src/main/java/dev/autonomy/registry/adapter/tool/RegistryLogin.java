package dev.autonomy.registry.adapter.tool;

import java.util.Objects;

/**
 * A login at a registry: the value of its entry in a credentials file (containers-auth.json(5)),
 * which is a secret, and who keeps it.
 */
public record RegistryLogin(String entry, Keeper keeper) {

    /** Where a login was found. */
    public enum Keeper {
        /** In a credentials file. */
        FILE,
        /** With a credential helper. */
        HELPER
    }

    public RegistryLogin {
        Objects.requireNonNull(entry);
        Objects.requireNonNull(keeper);
    }

    @Override
    public String toString() {
        return "a login";
    }
}
