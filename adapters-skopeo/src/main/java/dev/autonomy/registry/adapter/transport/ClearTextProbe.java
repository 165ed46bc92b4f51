package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.transport.connection.Origin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Greets a server on this machine with a TLS ClientHello of its own and looks whether the answer is
 * HTTP in clear text. It finds out what a real handshake would, without the fifth of a second that
 * the JDK's TLS takes to load; whatever else happens, a real handshake decides.
 */
final class ClearTextProbe {

    private static final int LONGEST = (int) Duration.ofSeconds(1).toMillis();
    private static final byte[] CLEAR_TEXT = "HTTP/".getBytes(StandardCharsets.US_ASCII);

    /**
     * Record, handshake, version 1.2, random, no session, two cipher suites, no compression, and
     * the supported groups: RFC 8446, 4.1.2.
     */
    private static final byte[] CLIENT_HELLO =
            HexFormat.of()
                    .parseHex(
                            "160301003b"
                                    + "01000037"
                                    + "0303"
                                    + "00".repeat(32)
                                    + "00"
                                    + "0004c02bc02f"
                                    + "0100"
                                    + "000a"
                                    + "000a00060004001d0017");

    private ClearTextProbe() {}

    static boolean isClearText(Origin server) throws InterruptedException {
        // A read from a channel ends when its thread is interrupted.
        try (SocketChannel channel = SocketChannel.open()) {
            Socket socket = channel.socket();
            socket.connect(new InetSocketAddress(server.host(), server.port()), LONGEST);
            socket.setSoTimeout(LONGEST);
            socket.getOutputStream().write(CLIENT_HELLO);
            byte[] first = socket.getInputStream().readNBytes(CLEAR_TEXT.length);
            return Arrays.equals(first, CLEAR_TEXT);
        } catch (IOException _) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return false;
        }
    }
}
