package dev.autonomy.registry.adapter.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes connections on a loopback port, each on a thread of its own, until it is closed. */
public final class LoopbackListener implements AutoCloseable {

    private final ServerSocket listener;
    private final Conversation conversation;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What a server does with one client. */
    @FunctionalInterface
    public interface Conversation {
        void with(Socket client) throws IOException;
    }

    /**
     * @param port 0 for a free one
     */
    public LoopbackListener(int port, Conversation conversation) {
        this.conversation = conversation;
        try {
            listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.submit(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code 127.0.0.1:port}. */
    public String host() {
        return "127.0.0.1:" + port();
    }

    /** A connection to another local port, closed with this. */
    public Socket to(int target) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(socket);
        return socket;
    }

    /** Has something done beside a conversation. */
    public void beside(Callable<?> work) {
        threads.submit(work);
    }

    private Void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            sockets.add(client);
            threads.submit(
                    () -> {
                        conversation.with(client);
                        return null;
                    });
        }
    }

    /** Waits for no client. */
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
