package dev.autonomy.registry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.lock.LockFiles;
import dev.autonomy.registry.adapter.output.FileSystemCatalogWriter;
import dev.autonomy.registry.adapter.output.FileSystemManifestWriter;
import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.registry.UnionComposer;
import dev.autonomy.registry.adapter.skopeo.SkopeoReplicator;
import dev.autonomy.registry.adapter.skopeo.SkopeoSettings;
import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.verify.CosignVerifier;
import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.catalog.Catalog;
import dev.autonomy.registry.catalog.CatalogEntry;
import dev.autonomy.registry.catalog.CatalogPolicy;
import dev.autonomy.registry.catalog.CatalogPorts;
import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.catalog.CatalogSeeder;
import dev.autonomy.registry.cli.demo.SampleBundle;
import dev.autonomy.registry.drift.DriftCheck;
import dev.autonomy.registry.drift.DriftReport;
import dev.autonomy.registry.drift.DriftRequest;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import dev.autonomy.registry.seed.SeedPorts;
import dev.autonomy.registry.seed.Seeder;
import dev.autonomy.registry.testkit.DockerRegistry;
import dev.autonomy.registry.testkit.RecordedEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example of a tool that embeds the product, run between two real registries. */
class EmbeddingExampleTest {

    @TempDir Path temp;

    SeedReport seed(String from, String to, String key, Path out, SeedObserver observer)
            throws Exception {
        Map<String, String> env = Map.of("PATH", System.getenv("PATH"));
        Path home = Path.of(System.getProperty("user.home"));
        Optional<Path> none = Optional.empty();
        Duration minute = Duration.ofMinutes(1);
        // region embedding
        var settings = new RegistrySettings(env, home, none, PlainHttp.LOOPBACK_ONLY, minute);
        try (var http = new HttpRegistries(settings)) {
            var copy =
                    new SkopeoSettings(
                            env, home, none, http::login, http::plainHttpRegistries, minute, temp);
            var skopeo = new SkopeoReplicator(copy);
            var union = new UnionComposer();
            var cosign = new CosignVerifier();
            var files = new FileSystemManifestWriter(out, new ToolVersion("my-tool", "1.0"));
            var ports = new SeedPorts(http, http, skopeo, http, union, cosign, files);
            var age = new Freshness.NotOlderThan(Duration.ofDays(365));
            var trust = new TrustPolicy.ByKey(key, age);
            var source = Reference.parse(from);
            var edge = Reference.parseDestination(to);
            var request = new SeedRequest(source, edge, SidecarPolicy.WITH_SIDECARS, trust);
            return new Seeder(ports, Clock.systemUTC()).seed(request, observer);
        }
        // endregion
    }

    CatalogReport seedAll(SeedPorts ports, List<SeedRequest> requests, Path out) throws Exception {
        // region catalog
        var entries = new ArrayList<CatalogEntry>();
        for (var request : requests) {
            entries.add(new CatalogEntry(BundleName.of(request.from(), request.to()), request));
        }
        var files = new FileSystemCatalogWriter(out, new ToolVersion("my-tool", "1.0"));
        var seeder = new CatalogSeeder(CatalogPorts.of(ports, files), Clock.systemUTC());
        var policy = new CatalogPolicy(CatalogPolicy.AfterFailure.STOP, 2);
        return seeder.seed(new Catalog(entries), policy, event -> {});
        // endregion
    }

    DriftReport compare(HttpRegistries http, Path lock, TrustPolicy.Checked trust)
            throws Exception {
        // region drift
        var locks = LockFiles.read(lock).stream().map(LockFiles.Located::lock).toList();
        var here = Optional.<String>empty();
        var request = new DriftRequest(locks, here, DriftRequest.Depth.BYTES, Optional.of(trust));
        var check = new DriftCheck(http, http, new CosignVerifier(), Clock.systemUTC());
        return check.check(request, event -> {});
        // endregion
    }

    @Test
    void the_example_seeds_a_bundle() throws Exception {
        try (DockerRegistry source = DockerRegistry.start();
                DockerRegistry edge = DockerRegistry.start()) {
            Repository repository = new Repository(source.host(), "robot-behavior");
            SampleBundle bundle = new SampleBundle(repository, Instant.now());
            publish(bundle);
            Path key = Files.writeString(temp.resolve("cosign.pub"), bundle.publicKeyPem());
            RecordedEvents events = new RecordedEvents();

            SeedReport report =
                    seed(
                            repository.at(new Tag("v1")),
                            edge.host() + "/robot-behavior:v1",
                            key.toString(),
                            temp.resolve("seed"),
                            events);

            assertEquals(ExitCode.SEEDED, report.outcome().exitCode(), report.toString());
            assertTrue(Files.exists(temp.resolve("seed/seed.lock")));
            assertEquals(6, events.of(SeedEvent.Promoted.class).size());
        }
    }

    @Test
    void the_examples_of_many_bundles_seed_them_and_find_no_drift() throws Exception {
        try (DockerRegistry source = DockerRegistry.start();
                DockerRegistry edge = DockerRegistry.start();
                HttpRegistries http = new HttpRegistries(settings())) {
            Repository nav = new Repository(source.host(), "nav");
            SampleBundle bundle = new SampleBundle(nav, Instant.now());
            publish(bundle);
            publish(bundle.another(new Repository(source.host(), "arm")));
            Path key = Files.writeString(temp.resolve("cosign.pub"), bundle.publicKeyPem());
            TrustPolicy.Checked trust =
                    new TrustPolicy.ByKey(
                            key.toString(), new Freshness.NotOlderThan(Duration.ofDays(1)));
            List<SeedRequest> requests = new ArrayList<>();
            for (String name : List.of("nav", "arm")) {
                requests.add(
                        new SeedRequest(
                                Reference.parse(source.host() + "/" + name + ":v1"),
                                Reference.parseDestination(edge.host() + "/" + name + ":v1"),
                                SidecarPolicy.WITH_SIDECARS,
                                trust));
            }

            CatalogReport report = seedAll(ports(http), requests, temp.resolve("all"));

            assertTrue(report.isWhole(), report.toString());
            DriftReport drift = compare(http, temp.resolve("all/catalog.lock"), trust);
            assertEquals(ExitCode.SEEDED, drift.exitCode(), drift.toString());
            assertEquals(2, drift.bundles().size());
        }
    }

    private SeedPorts ports(HttpRegistries http) {
        return new SeedPorts(
                http,
                http,
                new SkopeoReplicator(
                        new SkopeoSettings(
                                Map.of("PATH", System.getenv("PATH")),
                                Path.of(System.getProperty("user.home")),
                                Optional.empty(),
                                http::login,
                                http::plainHttpRegistries,
                                Duration.ofMinutes(1),
                                temp)),
                http,
                new UnionComposer(),
                new CosignVerifier(),
                new FileSystemManifestWriter(
                        temp.resolve("one"), new ToolVersion("my-tool", "1.0")));
    }

    private RegistrySettings settings() {
        return new RegistrySettings(
                Map.of(), temp, Optional.empty(), PlainHttp.LOOPBACK_ONLY, Duration.ofSeconds(60));
    }

    private void publish(SampleBundle bundle) throws Exception {
        try (HttpRegistries registries = new HttpRegistries(settings())) {
            bundle.publish(registries, new Tag("v1"));
        }
    }
}
