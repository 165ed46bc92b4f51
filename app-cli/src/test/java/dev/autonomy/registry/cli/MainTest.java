package dev.autonomy.registry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real process, where only a process shows: exit status, signals, closed pipes. */
class MainTest {

    @TempDir Path folder;

    @Test
    void the_exit_status_is_the_commands() throws Exception {
        assertEquals(0, start("--version").waitFor());
        assertEquals(2, start("registry", "seed").waitFor());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void a_signal_cancels_a_seed_that_hangs_and_the_status_is_130(String signal) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            String registry = "127.0.0.1:" + silent.getLocalPort();
            Process seed =
                    start(
                            "registry",
                            "seed",
                            "--skip-verify",
                            "--progress",
                            "json",
                            "--output",
                            "json",
                            "--from",
                            registry + "/x:v1",
                            "--to",
                            registry + "/y:v1",
                            "--out",
                            folder.resolve("out").toString());
            try (Socket _ = silent.accept()) {
                kill(signal, seed);

                assertEquals(130, seed.waitFor());
            }
        }
        assertEquals(
                130,
                Json.parse(Files.readString(folder.resolve("out.txt"))).get("exitCode").asInt());
        assertEquals(
                "run-finished", Json.events(Files.readString(folder.resolve("err.txt"))).getLast());
        assertEquals(List.of(), leftovers());
    }

    @Test
    void nobody_reading_the_result_is_no_crash() throws Exception {
        Process help =
                builder("registry", "seed", "--help")
                        .redirectOutput(ProcessBuilder.Redirect.PIPE)
                        .start();
        help.getInputStream().close();

        assertEquals(0, help.waitFor());
        assertEquals("", Files.readString(folder.resolve("err.txt")));
    }

    private List<Path> leftovers() throws IOException {
        try (var files = Files.list(folder.resolve("out"))) {
            return files.toList();
        }
    }

    private static void kill(String signal, Process process) throws Exception {
        assertTrue(process.isAlive());
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }

    private Process start(String... arguments) throws IOException {
        return builder(arguments).start();
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(Signals.asInATerminal());
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
    }
}
