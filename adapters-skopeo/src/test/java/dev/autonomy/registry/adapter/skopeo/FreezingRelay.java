package dev.autonomy.registry.adapter.skopeo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a registry and passes on what is said, until in one direction so many bytes went
 * through; then it leaves that direction open and still.
 */
final class FreezingRelay implements AutoCloseable {

    private final URI registry;
    private final AtomicLong questions;
    private final AtomicLong answers;
    private final ServerSocket entrance;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private FreezingRelay(String host, long questions, long answers) throws IOException {
        this.registry = URI.create("http://" + host);
        this.questions = new AtomicLong(questions);
        this.answers = new AtomicLong(answers);
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    static FreezingRelay ofQuestions(String host, long bytes) throws IOException {
        return new FreezingRelay(host, bytes, Long.MAX_VALUE);
    }

    static FreezingRelay ofAnswers(String host, long bytes) throws IOException {
        return new FreezingRelay(host, Long.MAX_VALUE, bytes);
    }

    String host() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Socket server = new Socket(registry.getHost(), registry.getPort());
                open.add(client);
                open.add(server);
                Thread.startVirtualThread(() -> pass(client, server, questions));
                Thread.startVirtualThread(() -> pass(server, client, answers));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, AtomicLong left) {
        byte[] buffer = new byte[8 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (left.addAndGet(-n) < 0) {
                    closed.await();
                    return;
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException | InterruptedException _) {
            // The other side went away, which ends this connection.
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        entrance.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
