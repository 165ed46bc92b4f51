package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.testkit.RegistryPortsContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** The ports' contract against one docker-registry, with a fresh repository for every test. */
abstract class RegistryContract extends RegistryPortsContract {

    private static final AtomicInteger COUNT = new AtomicInteger();

    final HttpRegistries registries = new HttpRegistries(settings());
    final Repository repository = new Repository(host(), "team/app" + COUNT.incrementAndGet());

    abstract String host();

    abstract RegistrySettings settings();

    @AfterEach
    void close() {
        registries.close();
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
