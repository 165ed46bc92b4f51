package dev.autonomy.registry.adapter.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A way to a local port on which the beginning of what the server sends arrives as it is, enough
 * for a handshake and a greeting, and the rest as a test says.
 */
final class BadLink implements AutoCloseable {

    private static final int BEGINNING = 8 << 10;

    private final ServerSocket listener;
    private final int target;
    private final Harm harm;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What becomes of the rest. */
    private interface Harm {
        void carry(InputStream in, OutputStream out) throws IOException;
    }

    private BadLink(int target, Harm harm) {
        this.target = target;
        this.harm = harm;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.submit(this::accept);
    }

    /** As slow as somebody who only wants to keep a client; far faster than a stall. */
    static BadLink dripping(int target) {
        return new BadLink(
                target,
                (in, out) -> {
                    for (int c = in.read(); c >= 0; c = in.read()) {
                        out.write(c);
                        pause();
                    }
                });
    }

    static BadLink damaging(int target) {
        return new BadLink(
                target,
                (in, out) -> {
                    for (int c = in.read(); c >= 0; c = in.read()) {
                        out.write(c ^ 1);
                    }
                });
    }

    String host() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    private static void pause() throws IOException {
        try {
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.addAll(List.of(client, server));
            threads.submit(() -> client.getInputStream().transferTo(server.getOutputStream()));
            threads.submit(() -> answer(server, client));
        }
    }

    private Void answer(Socket server, Socket client) throws IOException {
        try (client) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] piece = new byte[BEGINNING];
            int left = BEGINNING;
            for (int read = in.read(piece, 0, left); read > 0; read = in.read(piece, 0, left)) {
                out.write(piece, 0, read);
                left -= read;
            }
            harm.carry(in, out);
        }
        return null;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
        threads.close();
    }
}
