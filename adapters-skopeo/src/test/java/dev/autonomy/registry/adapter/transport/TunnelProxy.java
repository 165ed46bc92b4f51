package dev.autonomy.registry.adapter.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A forward proxy on a free loopback port: whatever host it is asked for, it connects to one local
 * port, and it remembers the head of every first request.
 */
final class TunnelProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    TunnelProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.submit(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    List<String> heads() {
        return List.copyOf(heads);
    }

    private Void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            sockets.add(client);
            threads.submit(() -> serve(client));
        }
    }

    private Void serve(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        String head = head(in);
        heads.add(head);
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            sockets.add(server);
            if (head.startsWith("CONNECT ")) {
                client.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } else {
                String relative = head.replaceFirst(" http://[^/]+/", " /");
                server.getOutputStream().write(relative.getBytes(StandardCharsets.US_ASCII));
            }
            threads.submit(() -> pump(in, server.getOutputStream()));
            pump(server.getInputStream(), client.getOutputStream());
        }
        return null;
    }

    private static Void pump(InputStream in, OutputStream out) throws IOException {
        in.transferTo(out);
        return null;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the client left");
            }
            head.append((char) c);
        }
        return head.toString();
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
        threads.close();
    }
}
