package dev.autonomy.registry.desktop.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** A link to a registry on loopback that lets this many bytes a second through to it. */
final class SlowLink implements AutoCloseable {

    private static final int PIECE = 32 << 10;

    private final ServerSocket door;
    private final int registryPort;
    private final long bytesPerSecond;

    SlowLink(int registryPort, long bytesPerSecond) {
        this.registryPort = registryPort;
        this.bytesPerSecond = bytesPerSecond;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    String host() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket registry = new Socket(InetAddress.getLoopbackAddress(), registryPort);
                Thread.startVirtualThread(() -> pass(client, registry, bytesPerSecond));
                Thread.startVirtualThread(() -> pass(registry, client, Long.MAX_VALUE));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Ends with either end; a broken link is nothing to report, the copy across it notices. */
    private static void pass(Socket from, Socket to, long rate) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] piece = new byte[PIECE];
            for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
                out.write(piece, 0, size);
                out.flush();
                LockSupport.parkNanos(rate == Long.MAX_VALUE ? 0 : size * 1_000_000_000L / rate);
            }
        } catch (IOException _) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
