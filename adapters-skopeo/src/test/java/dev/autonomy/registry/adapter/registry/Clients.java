package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.transport.RegistrySettings;

/** Clients for tests. */
public final class Clients {

    private Clients() {}

    /** One that retries without waiting. */
    public static HttpRegistries hasty(RegistrySettings settings) {
        return new HttpRegistries(settings, (_, _, _, _) -> {}, _ -> {});
    }
}
