package dev.autonomy.registry.adapter.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A way to a local port on which the beginning of what the server sends arrives as it is, enough
 * for a handshake and a greeting, and the rest as a test says.
 */
final class BadLink implements AutoCloseable {

    private static final int BEGINNING = 8 << 10;

    private final LoopbackListener listener;
    private final int target;
    private final Harm harm;

    /** What becomes of the rest. */
    private interface Harm {
        void carry(InputStream in, OutputStream out) throws IOException;
    }

    private BadLink(int target, Harm harm) {
        this.target = target;
        this.harm = harm;
        this.listener = new LoopbackListener(0, this::carry);
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
        return listener.host();
    }

    private static void pause() throws IOException {
        try {
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void carry(Socket client) throws IOException {
        Socket server = listener.to(target);
        listener.beside(() -> client.getInputStream().transferTo(server.getOutputStream()));
        answer(server, client);
    }

    private void answer(Socket server, Socket client) throws IOException {
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
    }

    @Override
    public void close() {
        listener.close();
    }
}
