package dev.autonomy.registry.cli.e2e;

import dev.autonomy.registry.cli.Autonomy;
import dev.autonomy.registry.cli.Surroundings;
import dev.autonomy.registry.cli.wiring.AdapterWorkplace;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Two real registries, the signed bundle in the first, and the command between them on a machine
 * with nothing set up, on the day after the bundle was signed.
 */
final class Site implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final ToolVersion PRODUCT = new ToolVersion("autonomy", "0.0.0-test");
    static final String REPOSITORY = "robot-behavior";

    final SignedFixture fixture = new SignedFixture();
    final DockerRegistry upstream;
    final DockerRegistry edge = DockerRegistry.start();
    final TestRegistry upstreamView;
    final TestRegistry edgeView = new TestRegistry(edge.host(), REPOSITORY);
    final Path folder;
    final Map<String, String> environment = new TreeMap<>();
    private Instant now = NOW;

    /** A site at this upstream registry, which holds the fixture. */
    Site(DockerRegistry upstream) {
        this.upstream = upstream;
        upstreamView = new TestRegistry(upstream.host(), REPOSITORY);
        try {
            folder = Files.createTempDirectory("site");
            Files.createDirectory(home());
            Files.createDirectory(temporary());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("PATH", System.getenv("PATH"));
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
        return folder.resolve("home");
    }

    Path temporary() {
        return folder.resolve("tmp");
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings =
                new Surroundings(
                        environment,
                        home(),
                        temporary(),
                        Clock.fixed(now, ZoneOffset.UTC),
                        stream(out),
                        stream(err),
                        OptionalInt::empty);
        AdapterWorkplace.Machine machine =
                new AdapterWorkplace.Machine(environment, home(), temporary(), PRODUCT);
        int status = new Autonomy(surroundings, PRODUCT, machine::open).run(arguments);
        return new Ended(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
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

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        edge.close();
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
