package dev.autonomy.registry.cli.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The vectors' own registry, a Python program that serves each case as it is, lies included; on a
 * free loopback port.
 */
final class LayoutServer implements AutoCloseable {

    private static final int TRIES = 5;
    private static final long START_LIMIT = Duration.ofSeconds(30).toNanos();

    private final Process process;
    private final int port;

    private LayoutServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static LayoutServer start(Path vectors) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            LayoutServer server = launch(vectors);
            if (server.listens()) {
                return server;
            }
            server.close();
        }
        throw new IllegalStateException("the vectors' registry did not start");
    }

    private static LayoutServer launch(Path vectors) throws IOException {
        int port = freePort();
        Process process =
                new ProcessBuilder(
                                "python3",
                                vectors.resolve("tools/serve_layouts.py").toString(),
                                Integer.toString(port),
                                vectors.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new LayoutServer(process, port);
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
