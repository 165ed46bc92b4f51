package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpRegistriesTest extends RegistryContract {

    private static DockerRegistry server;

    @BeforeAll
    static void start() {
        server = DockerRegistry.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected String host() {
        return server.host();
    }

    @Override
    protected RegistrySettings settings() {
        return Settings.none();
    }

    @Test
    void a_registry_on_loopback_without_tls_is_named_as_plain_http() throws Exception {
        assertEquals(Set.of(), registries.plainHttpRegistries());

        registries.resolve(repository, new Tag("v1"));

        assertEquals(Set.of(server.host()), registries.plainHttpRegistries());
    }
}
