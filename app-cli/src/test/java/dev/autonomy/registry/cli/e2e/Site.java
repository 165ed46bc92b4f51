package dev.autonomy.registry.cli.e2e;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two real registries, the signed bundle in the first, and the command between them on a machine
 * with nothing set up, on the day after the bundle was signed.
 */
final class Site implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    static final String REPOSITORY = "robot-behavior";

    final SignedFixture fixture = new SignedFixture();
    final DockerRegistry upstream;
    final DockerRegistry edge = DockerRegistry.start();
    final TestRegistry upstreamView;
    final TestRegistry edgeView = new TestRegistry(edge.host(), REPOSITORY);
    private final Machine machine = new Machine();
    final Path folder = machine.folder;
    final Map<String, String> environment = machine.environment;
    private Instant now = NOW;

    /** A site at this upstream registry, which holds the fixture. */
    Site(DockerRegistry upstream) {
        this.upstream = upstream;
        upstreamView = new TestRegistry(upstream.host(), REPOSITORY);
    }

    /** A registry that holds the fixture. */
    static DockerRegistry publisher() {
        DockerRegistry registry = DockerRegistry.start();
        new SignedFixture().publish(new TestRegistry(registry.host(), REPOSITORY));
        return registry;
    }

    /** How one command line ended and what it printed. */
    record Ended(int status, String out, String err) {

        /** Everything that was printed, for the message of a failed assertion. */
        @Override
        public String toString() {
            return "exit " + status + "\n--- stdout\n" + out + "\n--- stderr\n" + err;
        }
    }

    Path home() {
        return machine.home();
    }

    Path temporary() {
        return machine.temporary();
    }

    Path out() {
        return folder.resolve("seed");
    }

    Site at(Instant instant) {
        now = instant;
        return this;
    }

    String from(String tag) {
        return upstream.host() + "/" + REPOSITORY + ":" + tag;
    }

    String to(String tag) {
        return edge.host() + "/" + REPOSITORY + ":" + tag;
    }

    /** Seeds the whole bundle under this tag to the edge's {@code v1}, by the fixture's key. */
    Ended seed(String tag, String... more) {
        return seed(from(tag), to("v1"), fixture.key(), more);
    }

    Ended seed(String from, String to, Path key, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--from",
                                from,
                                "--to",
                                to,
                                "--pub-key",
                                key.toString(),
                                "--copy-policy",
                                "--out",
                                out().toString()));
        arguments.addAll(List.of(more));
        return command(arguments);
    }

    Ended command(List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("registry", "seed"));
        arguments.addAll(options);
        return run(arguments.toArray(String[]::new));
    }

    Ended run(String... arguments) {
        return machine.run(now, arguments);
    }

    /** The output files as they are, by name. */
    Map<String, String> outputs() {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(out())) {
            return files;
        }
        try (var paths = Files.list(out())) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Everything left in the folder for temporary files. */
    List<Path> leftovers() {
        try (var paths = Files.list(temporary())) {
            return paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        edge.close();
        machine.close();
    }
}
