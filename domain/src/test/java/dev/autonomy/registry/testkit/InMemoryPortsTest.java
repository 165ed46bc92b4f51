package dev.autonomy.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.ManifestWriter;
import dev.autonomy.registry.port.Replicator;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.port.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The fakes keep the contracts that the real adapters keep. */
class InMemoryPortsTest {

    private static final Repository SOURCE = new Repository("source.example", "robot-behavior");
    private static final Repository EDGE = new Repository("edge.example", "robot-behavior");

    @Nested
    class Registries extends RegistryPortsContract {

        private final InMemoryRegistries registries = new InMemoryRegistries("edge.example");

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
            return EDGE;
        }

        @Override
        protected void expect(Artifact artifact) {
            registries.learn(artifact.manifest());
        }

        @Test
        void a_repository_that_nothing_was_ever_brought_to_is_unknown() throws Exception {
            assertTrue(registries.isUnknown(EDGE));
        }
    }

    @Nested
    class Replication extends ReplicatorContract {

        private final InMemoryRegistries registries = new InMemoryRegistries();

        @Override
        protected Replicator replicator() {
            return new InMemoryReplicator(registries);
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
            return SOURCE;
        }

        @Override
        protected Repository to() {
            return EDGE;
        }

        @Override
        protected void stock(Artifact artifact) {
            registries.store(SOURCE, artifact);
        }
    }

    @Nested
    class Outputs extends ManifestWriterContract {

        private final InMemoryManifestWriter writer = new InMemoryManifestWriter();

        @Override
        protected ManifestWriter writer() {
            return writer;
        }

        @Override
        protected boolean hasOutputs() {
            return writer.committed().isPresent();
        }

        @Override
        protected SeedReport report() {
            return emptyReport();
        }
    }

    @Nested
    class Verification extends VerifierContract {

        private final ScriptedVerifier verifier = new ScriptedVerifier();

        @Override
        protected Verifier verifier() {
            return verifier;
        }

        @Override
        protected TrustedKey key() throws Exception {
            return verifier.load(
                    new TrustPolicy.ByKey(
                            "cosign.pub", new Freshness.NotOlderThan(Duration.ofDays(1))));
        }
    }

    private static SeedReport emptyReport() {
        Instant now = Instant.parse("2026-11-23T00:00:00Z");
        return new SeedReport(
                request(),
                Optional.empty(),
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TreeSet<>(),
                Optional.empty(),
                Optional.empty(),
                new SeedOutcome.Seeded());
    }

    private static SeedRequest request() {
        try {
            return new SeedRequest(
                    Reference.parse("source.example/robot-behavior:v1"),
                    Reference.parseDestination("edge.example/robot-behavior:v1"),
                    SidecarPolicy.IMAGE_ONLY,
                    new TrustPolicy.Skipped("test"));
        } catch (InvalidInput e) {
            throw new IllegalArgumentException(e);
        }
    }
}
