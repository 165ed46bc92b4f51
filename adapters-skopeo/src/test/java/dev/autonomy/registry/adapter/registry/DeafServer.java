package dev.autonomy.registry.adapter.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Greets like a registry, and answers all else by one status before it has read what follows. */
final class DeafServer implements AutoCloseable {

    private final int status;
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    DeafServer(int status) {
        this.status = status;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String host() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            return;
        }
    }

    private void serve(Socket socket) {
        try {
            for (String head = head(socket); !head.isEmpty(); head = head(socket)) {
                int answer = head.startsWith("GET /v2/ ") ? 200 : status;
                String text = "HTTP/1.1 " + answer + " X\r\nContent-Length: 0\r\n\r\n";
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                if (answer == status) {
                    return;
                }
            }
            socket.close();
        } catch (IOException _) {
            return;
        }
    }

    /** Empty for what is no request, such as a TLS greeting, and at the end. */
    private static String head(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return "";
            }
            head.append((char) c);
            if (c == 0x16) {
                socket.getOutputStream()
                        .write("HTTP/1.0 400 X\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return "";
            }
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket each : sockets) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
