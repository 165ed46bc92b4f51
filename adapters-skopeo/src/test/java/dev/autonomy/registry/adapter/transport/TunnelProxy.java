package dev.autonomy.registry.adapter.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A forward proxy on a free loopback port: whatever host it is asked for, it connects to one local
 * port, and it remembers the head of every first request.
 */
final class TunnelProxy implements AutoCloseable {

    private final LoopbackListener listener;
    private final int target;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    TunnelProxy(int target) {
        this.target = target;
        this.listener = new LoopbackListener(0, this::serve);
    }

    String address() {
        return listener.host();
    }

    List<String> heads() {
        return List.copyOf(heads);
    }

    private void serve(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        String head = head(in);
        heads.add(head);
        try (client;
                Socket server = listener.to(target)) {
            if (head.startsWith("CONNECT ")) {
                client.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } else {
                String relative = head.replaceFirst(" http://[^/]+/", " /");
                server.getOutputStream().write(relative.getBytes(StandardCharsets.US_ASCII));
            }
            listener.beside(() -> in.transferTo(server.getOutputStream()));
            server.getInputStream().transferTo(client.getOutputStream());
        }
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
        listener.close();
    }
}
