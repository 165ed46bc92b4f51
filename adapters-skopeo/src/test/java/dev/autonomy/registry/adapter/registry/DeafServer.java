package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.transport.LoopbackListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Greets like a registry, and answers all else by one status before it has read what follows. */
final class DeafServer implements AutoCloseable {

    private final int status;
    private final LoopbackListener listener;

    DeafServer(int status) {
        this.status = status;
        this.listener = new LoopbackListener(0, this::serve);
    }

    String host() {
        return listener.host();
    }

    private void serve(Socket socket) throws IOException {
        for (String head = head(socket); !head.isEmpty(); head = head(socket)) {
            int answer = head.startsWith("GET /v2/ ") ? 200 : status;
            String text = "HTTP/1.1 " + answer + " X\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            if (answer == status) {
                return;
            }
        }
        socket.close();
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
        listener.close();
    }
}
