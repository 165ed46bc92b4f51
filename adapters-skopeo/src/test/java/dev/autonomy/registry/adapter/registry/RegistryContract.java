package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.testkit.RegistryPortsContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ports' contract against one docker-registry, with a fresh repository for every test. */
public abstract class RegistryContract extends RegistryPortsContract {

    private static final AtomicInteger COUNT = new AtomicInteger();

    protected HttpRegistries registries;
    protected Repository repository;

    protected abstract String host();

    protected abstract RegistrySettings settings();

    @BeforeEach
    void open() {
        registries = new HttpRegistries(settings());
        repository = new Repository(host(), "team/app" + COUNT.incrementAndGet());
    }

    @AfterEach
    void close() {
        registries.close();
    }

    @Test
    void a_repository_that_nothing_was_ever_brought_to_is_unknown() throws Exception {
        assertTrue(registries.isUnknown(repository));
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
