package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.Replicator;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.DockerRegistry;
import dev.autonomy.registry.testkit.ReplicatorContract;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by the skopeo of this machine between two real registries. */
class SkopeoReplicatorTest extends ReplicatorContract {

    private final RegistryOverHttp registries = new RegistryOverHttp();
    private DockerRegistry source;
    private DockerRegistry destination;
    private Replicator replicator;

    @BeforeEach
    void start(@TempDir Path folder) {
        source = DockerRegistry.start();
        destination = DockerRegistry.start();
        replicator =
                new SkopeoReplicator(
                        Settings.in(folder)
                                .plainHttp(Set.of(source.host(), destination.host()))
                                .build());
    }

    @AfterEach
    void stop() {
        source.close();
        destination.close();
    }

    @Override
    protected Replicator replicator() {
        return replicator;
    }

    @Override
    protected ArtifactReader reader() {
        return registries;
    }

    @Override
    protected DigestResolver resolver() {
        return registries;
    }

    @Override
    protected Repository from() {
        return new Repository(source.host(), "fleet/app");
    }

    @Override
    protected Repository to() {
        return new Repository(destination.host(), "edge/bundle");
    }

    @Override
    protected void stock(Artifact artifact) throws Exception {
        registries.put(from(), artifact);
    }
}
