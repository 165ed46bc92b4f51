package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autonomy.registry.testkit.SharedVectors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The vectors' own registry, a Python program that serves each case as it is, lies included; on a
 * free loopback port.
 */
final class LayoutServer implements AutoCloseable {

    private static final SharedVectors SHARED = SharedVectors.besideTheCheckout();

    private static final int TRIES = 5;
    private static final long START_LIMIT = Duration.ofSeconds(30).toNanos();

    private final Process process;
    private final int port;

    private LayoutServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The folder of the vectors; a test that needs it is skipped where it is absent. */
    static Path vectors() {
        return SHARED.folder();
    }

    /** Skips the test where there are no vectors, or no python3 to serve them. */
    static void assumeThere() {
        vectors();
        assumeTrue(hasPython(), "there is no python3 on PATH to serve the shared vectors with");
    }

    /** A test of each vector; as many skipped ones where they are absent. */
    static Stream<DynamicTest> tests(int known, SharedVectors.Source source) throws Exception {
        return SHARED.tests(known, source);
    }

    /** Starts it over the shared vectors; empty where these or python3 are absent. */
    static Optional<LayoutServer> start() throws IOException {
        if (!SHARED.areThere() || !hasPython()) {
            return Optional.empty();
        }
        for (int i = 0; i < TRIES; i++) {
            LayoutServer server = launch();
            if (server.listens()) {
                return Optional.of(server);
            }
            server.close();
        }
        throw new IllegalStateException("the vectors' registry did not start");
    }

    private static LayoutServer launch() throws IOException {
        int port = freePort();
        Process process =
                new ProcessBuilder(
                                "python3",
                                vectors().resolve("tools/serve_layouts.py").toString(),
                                Integer.toString(port),
                                vectors().toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new LayoutServer(process, port);
    }

    private static boolean hasPython() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        long end = System.nanoTime() + START_LIMIT;
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return process.isAlive();
            } catch (IOException _) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
