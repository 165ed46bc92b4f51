package dev.autonomy.registry.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before a JDK HTTP server and answers TLS in clear text, as real registries do; by itself
 * that server would wait for ever for the end of a line.
 */
public final class ClearTextFront implements AutoCloseable {

    private static final int TLS_HANDSHAKE = 0x16;
    private static final byte[] NOT_TLS =
            "HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket door;
    private final int behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** A front on a free loopback port for the server on this one. */
    public ClearTextFront(int behind) {
        this.behind = behind;
        try {
            door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::welcome);
    }

    public int port() {
        return door.getLocalPort();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> attend(client));
            } catch (IOException _) {
                // Closed, or the client went away again: either way there is nobody to attend to.
            }
        }
    }

    private void attend(Socket client) {
        try (client;
                PushbackInputStream in = new PushbackInputStream(client.getInputStream())) {
            int first = in.read();
            if (first == TLS_HANDSHAKE) {
                client.getOutputStream().write(NOT_TLS);
            } else if (first >= 0) {
                in.unread(first);
                passOn(client, in);
            }
        } catch (IOException _) {
            // A test that breaks connections off means to.
        } finally {
            open.remove(client);
        }
    }

    private void passOn(Socket client, InputStream in) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            open.add(server);
            Thread answers = Thread.ofVirtual().start(() -> pour(server, client));
            transfer(in, server.getOutputStream());
            server.shutdownOutput();
            answers.join();
            open.remove(server);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pour(Socket from, Socket to) {
        try {
            transfer(from.getInputStream(), to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // The other direction notices and ends the connection.
        }
    }

    private static void transfer(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
