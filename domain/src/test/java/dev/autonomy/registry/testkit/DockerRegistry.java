package dev.autonomy.registry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real docker-registry process on a free loopback port, with its storage in a temporary folder.
 */
public final class DockerRegistry implements AutoCloseable {

    private static final int TRIES = 5;
    private static final int ANSWER_LIMIT = 5_000;
    private static final long START_LIMIT = TimeUnit.SECONDS.toNanos(20);

    private final Path folder;
    private final int port;
    private Process process;

    private DockerRegistry(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** A registry over plain HTTP that anyone may write and delete in. */
    public static DockerRegistry start() {
        return start("");
    }

    /** A registry with more sections of docker-registry's YAML, for example {@code auth}. */
    public static DockerRegistry start(String sections) {
        return start(sections, "");
    }

    /** A registry that speaks TLS with this certificate and key, both PEM. */
    public static DockerRegistry startTls(String sections, Path certificate, Path key) {
        return start(sections, ", tls: {certificate: " + certificate + ", key: " + key + "}");
    }

    private static DockerRegistry start(String sections, String moreOfHttp) {
        try {
            for (int i = 0; i < TRIES; i++) {
                DockerRegistry registry = launch(sections, moreOfHttp);
                if (registry.listens()) {
                    return registry;
                }
                registry.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("docker-registry did not start");
    }

    private static DockerRegistry launch(String sections, String moreOfHttp) throws IOException {
        Path folder = Files.createTempDirectory("docker-registry");
        int port = freePort();
        Path config = folder.resolve("config.yml");
        Files.writeString(
                config,
                """
                version: 0.1
                log: {level: error, accesslog: {disabled: true}}
                storage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}
                http: {addr: "127.0.0.1:%d", headers: {X-Folder: ["%s"]}%s}
                %s
                """
                        .formatted(folder.resolve("data"), port, folder, moreOfHttp, sections));
        return new DockerRegistry(folder, port, serve(folder));
    }

    private static Process serve(Path folder) throws IOException {
        return new ProcessBuilder(
                        "docker-registry", "serve", folder.resolve("config.yml").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
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
                return isThisOne(socket) && process.isAlive();
            } catch (IOException _) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    /**
     * Another process may have taken the port since it was free, and answer in its place. One that
     * speaks TLS refuses the question without its name.
     */
    private boolean isThisOne(Socket socket) throws IOException {
        socket.setSoTimeout(ANSWER_LIMIT);
        socket.getOutputStream()
                .write("GET /v2/ HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        String answer =
                new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return answer.contains(folder.toString()) || answer.contains("HTTPS server");
    }

    /** {@code 127.0.0.1:port}. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Where the registry keeps its blobs, for tests that break them. */
    public Path storage() {
        return folder.resolve("data/docker/registry/v2");
    }

    /** What the process printed. */
    public List<String> log() throws IOException {
        return Files.readAllLines(folder.resolve("log"));
    }

    /** Ends the process at once; its storage stays. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again on the same port with the same storage, after it was killed. */
    public void startAgain() {
        try {
            process = serve(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!listens()) {
            throw new IllegalStateException("docker-registry did not start again");
        }
    }

    /** Ends the process at once and removes its storage. */
    @Override
    public void close() {
        kill();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(
                            path -> {
                                try {
                                    Files.delete(path);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
