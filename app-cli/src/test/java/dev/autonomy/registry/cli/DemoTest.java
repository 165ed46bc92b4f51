package dev.autonomy.registry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.cli.wiring.AdapterWorkplace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as it is: real skopeo between two real registries. */
class DemoTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path temporaryFolder;

    @Test
    void one_seed_passes_one_is_refused_and_nothing_is_left() throws Exception {
        int status = autonomy(System.getenv("PATH")).run("demo");

        String told = out.toString(StandardCharsets.UTF_8);
        assertEquals(0, status, told + err);
        assertTrue(told.contains("\nexit code 0\n"), told);
        assertTrue(told.contains("\nexit code 13\n"), told);
        assertEquals(List.of(), left());
    }

    @Test
    void what_is_kept_are_the_outputs_of_the_seed_that_passed() throws Exception {
        int status = autonomy(System.getenv("PATH")).run("demo", "--keep");

        assertEquals(0, status, out.toString(StandardCharsets.UTF_8) + err);

        Path kept = left().getFirst();
        assertTrue(Files.exists(kept.resolve("seed/seed-manifest.json")));
        assertTrue(Files.exists(kept.resolve("seed/seed.lock")));
        assertTrue(Files.exists(kept.resolve("cosign.pub")));
        try (Stream<Path> refused = Files.list(kept.resolve("refused"))) {
            assertEquals(List.of(), refused.toList());
        }
    }

    @Test
    void without_docker_registry_it_says_how_to_install_it() throws Exception {
        int status = autonomy("/nowhere").run("demo");

        assertEquals(3, status);
        assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
        assertTrue(
                err.toString(StandardCharsets.UTF_8).contains("apt-get install docker-registry"));
        assertEquals(List.of(), left());
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(temporaryFolder)) {
            return files.toList();
        }
    }

    private Autonomy autonomy(String path) {
        Map<String, String> environment = Map.of("PATH", path, "LANG", "C.UTF-8");
        Path home = Path.of(System.getProperty("user.home"));
        AdapterWorkplace.Machine machine =
                new AdapterWorkplace.Machine(environment, home, temporaryFolder, Product.version());
        return new Autonomy(
                new Surroundings(
                        environment,
                        home,
                        temporaryFolder,
                        Clock.systemUTC(),
                        InputStream.nullInputStream(),
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8),
                        OptionalInt::empty),
                Product.version(),
                machine::open);
    }
}
