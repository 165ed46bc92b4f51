package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.testkit.DockerRegistry;
import dev.autonomy.registry.testkit.RegistryPortsContract;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpRegistriesTest extends RegistryPortsContract {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static DockerRegistry server;

    private final HttpRegistries registries = new HttpRegistries(Settings.none());
    private final Repository repository =
            new Repository(server.host(), "team/app" + COUNT.incrementAndGet());

    @BeforeAll
    static void start() {
        server = DockerRegistry.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        registries.close();
    }

    @Test
    void a_registry_on_loopback_without_tls_is_named_as_plain_http() throws Exception {
        assertEquals(Set.of(), registries.plainHttpRegistries());

        registries.resolve(repository, new Tag("v1"));

        assertEquals(Set.of(server.host()), registries.plainHttpRegistries());
    }

    @Override
    protected DigestResolver resolver() {
        return registries;
    }

    @Override
    protected ArtifactReader reader() {
        return registries;
    }

    @Override
    protected TagPublisher publisher() {
        return registries;
    }

    @Override
    protected Repository repository() {
        return repository;
    }
}
