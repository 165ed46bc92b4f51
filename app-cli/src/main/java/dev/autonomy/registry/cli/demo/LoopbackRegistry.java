package dev.autonomy.registry.cli.demo;

import dev.autonomy.registry.adapter.tool.RunningTool;
import dev.autonomy.registry.adapter.tool.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A docker-registry process on a free loopback port; closing it ends it. */
public final class LoopbackRegistry implements AutoCloseable {

    private static final int TRIES = 5;
    private static final long START_LIMIT = Duration.ofSeconds(20).toNanos();
    private static final Duration POLL = Duration.ofMillis(20);

    private final RunningTool process;
    private final int port;

    /** How it is spoken to, as docker-registry's YAML: more of {@code http}, and more sections. */
    public record Manners(String http, String sections) {

        /** In clear text, by anyone. */
        public static final Manners OPEN = new Manners("", "");
    }

    private LoopbackRegistry(RunningTool process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the program with its storage, configuration and log in the folder. Another program may
     * take the free port first, so it is tried again.
     *
     * @throws IOException when it does not come to listen, with its last line
     */
    public static LoopbackRegistry start(Path program, Path folder, Manners manners)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (int i = 0; i < TRIES; i++) {
            LoopbackRegistry registry = launch(program, folder, manners);
            if (registry.listens()) {
                return registry;
            }
            registry.close();
        }
        throw new IOException("docker-registry did not start: " + lastLine(folder));
    }

    private static LoopbackRegistry launch(Path program, Path folder, Manners manners)
            throws IOException {
        int port = freePort();
        Path config = folder.resolve("config.yml");
        Files.writeString(
                config,
                """
                version: 0.1
                log: {level: error, accesslog: {disabled: true}}
                storage: {filesystem: {rootdirectory: "%s"}, delete: {enabled: true}}
                http: {addr: "127.0.0.1:%d"%s}
                %s
                """
                        .formatted(
                                folder.resolve("data"), port, manners.http(), manners.sections()));
        // An environment of its own: docker-registry takes settings from REGISTRY_ variables.
        Tool tool = new Tool(program, Map.of("HOME", folder.toString()), folder);
        return new LoopbackRegistry(
                tool.start(List.of("serve", config.toString()), folder.resolve("log")), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() throws InterruptedException {
        long end = System.nanoTime() + START_LIMIT;
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return process.isAlive();
            } catch (IOException _) {
                Thread.sleep(POLL);
            }
        }
        return false;
    }

    private static String lastLine(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("log"));
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }

    /** {@code localhost:port}. */
    public String host() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
