package dev.autonomy.registry.cli.e2e;

import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.cli.demo.SampleBundle;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bundles signed by one key in a real registry, and a site to bring them to, behind proxies. */
final class CatalogScene implements AutoCloseable {

    static final Instant NOW = Instant.now();

    private static final SampleBundle BUNDLE =
            new SampleBundle(new Repository("localhost", "none"), NOW);

    final Site site;
    final FaultProxy source;
    final FaultProxy edge;

    CatalogScene(DockerRegistry upstream) {
        site = new Site(upstream).at(NOW);
        source = new FaultProxy(upstream.port());
        edge = new FaultProxy(site.edge.port());
        write("keys/release.pub", BUNDLE.publicKeyPem());
    }

    /** A registry that holds {@code fleet/bundle01:v1} and so on. */
    static DockerRegistry publisher(int bundles) {
        DockerRegistry registry = DockerRegistry.start();
        RegistrySettings settings =
                new RegistrySettings(
                        Map.of(),
                        Path.of("/nonexistent"),
                        Optional.empty(),
                        PlainHttp.LOOPBACK_ONLY,
                        Duration.ofSeconds(30));
        try (HttpRegistries client = new HttpRegistries(settings)) {
            for (String name : names(bundles)) {
                Repository repository = new Repository(registry.host(), "fleet/" + name);
                SampleBundle bundle = BUNDLE.another(repository);
                bundle.publish(client, new Tag("v1"));
                if (name.equals("bundle01")) {
                    bundle.publishTampered(client, new Tag("tampered"));
                }
            }
        } catch (Obstacle | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return registry;
    }

    static List<String> names(int bundles) {
        return IntStream.rangeClosed(1, bundles).mapToObj("bundle%02d"::formatted).toList();
    }

    /** A catalog of these sources, in the site's folder. */
    Path catalog(List<String> sources) {
        String entries =
                sources.stream()
                        .map(source -> "  - from: " + source + "\n")
                        .collect(Collectors.joining());
        return write(
                "site.yaml",
                """
                schemaVersion: 1
                defaults:
                  fromRegistry: %s
                  toRegistry: %s
                  copyPolicy: true
                  pubKey: keys/release.pub
                bundles:
                %s"""
                        .formatted(source.host(), edge.host(), entries));
    }

    /** One of the published bundles, each in a repository of its own. */
    Path catalog(int bundles) {
        return catalog(names(bundles).stream().map(name -> "fleet/" + name + ":v1").toList());
    }

    private Path write(String name, String content) {
        try {
            Path file = site.folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Site.Ended seed(Path catalog, String... more) {
        return site.run(arguments(catalog, more).toArray(String[]::new));
    }

    List<String> arguments(Path catalog, String... more) {
        return Stream.concat(
                        Stream.of(
                                "registry",
                                "seed-catalog",
                                "--catalog",
                                catalog.toString(),
                                "--out",
                                site.out().toString()),
                        Stream.of(more))
                .toList();
    }

    TestRegistry at(String name) {
        return new TestRegistry(site.edge.host(), "fleet/" + name);
    }

    /** The repositories at the edge that have an image under {@code v1}. */
    List<String> published(int bundles) {
        List<String> published = new ArrayList<>(names(bundles));
        published.removeIf(name -> !at(name).tags().containsKey("v1"));
        return published;
    }

    @Override
    public void close() {
        source.close();
        edge.close();
        site.close();
    }
}
