package dev.autonomy.registry.cli.e2e;

import dev.autonomy.registry.cli.Autonomy;
import dev.autonomy.registry.cli.Surroundings;
import dev.autonomy.registry.cli.wiring.AdapterWorkplace;
import dev.autonomy.registry.model.ToolVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A machine with nothing set up, on which the command runs in this process at a given time. */
final class Machine implements AutoCloseable {

    private static final ToolVersion PRODUCT = new ToolVersion("autonomy", "0.0.0-test");

    final Path folder;
    final Map<String, String> environment = new TreeMap<>();

    Machine() {
        try {
            folder = Files.createTempDirectory("machine");
            Files.createDirectory(home());
            Files.createDirectory(temporary());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("PATH", System.getenv("PATH"));
    }

    Path home() {
        return folder.resolve("home");
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    Site.Ended run(Instant now, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings =
                new Surroundings(
                        environment,
                        home(),
                        temporary(),
                        Clock.fixed(now, ZoneOffset.UTC),
                        InputStream.nullInputStream(),
                        stream(out),
                        stream(err),
                        OptionalInt::empty);
        AdapterWorkplace.Machine machine =
                new AdapterWorkplace.Machine(environment, home(), temporary(), PRODUCT);
        int status = new Autonomy(surroundings, PRODUCT, machine::open).run(arguments);
        return new Site.Ended(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
