package dev.autonomy.registry.adapter.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The name in the first message, by which a server chooses a certificate (RFC 6066, 3). */
class TlsClientTest {

    private final SSLContext context;
    private final ServerSocket listener;

    TlsClientTest() throws IOException, GeneralSecurityException {
        context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @ParameterizedTest
    @CsvSource({
        "registry,registry",
        "localhost,localhost",
        "registry.example.com,registry.example.com",
        "registry.example.com.,registry.example.com"
    })
    void the_server_is_told_by_which_name_it_was_called(String host, String name) throws Exception {
        assertEquals(name, named(host));
    }

    @Test
    void an_address_is_no_name() throws Exception {
        assertEquals("", named("127.0.0.1"));
        assertEquals("", named("::1"));
    }

    /** No time-out of the socket ends it. */
    @Test
    void a_handshake_without_an_answer_is_given_up() throws Exception {
        try (SocketChannel channel = SocketChannel.open(listener.getLocalSocketAddress())) {
            TlsClient client = new TlsClient(() -> context);

            assertThrows(
                    LinkFailure.Stalled.class,
                    () ->
                            client.over(
                                    channel,
                                    new Origin("https", "registry", 443),
                                    Duration.ofMillis(100)));
        }
    }

    /** What a server without a certificate reads before it gives up. */
    private String named(String host) throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> greet(name));
        try (SocketChannel channel = SocketChannel.open(listener.getLocalSocketAddress())) {
            TlsClient client = new TlsClient(() -> context);
            assertThrows(
                    IOException.class,
                    () ->
                            client.over(
                                    channel,
                                    new Origin("https", host, 443),
                                    Duration.ofSeconds(60)));
        }
        return name.get();
    }

    private void greet(CompletableFuture<String> name) {
        try (Socket accepted = listener.accept()) {
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(accepted, null, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setSNIMatchers(
                    List.of(
                            new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
                                @Override
                                public boolean matches(SNIServerName asked) {
                                    name.complete(
                                            new String(
                                                    asked.getEncoded(), StandardCharsets.US_ASCII));
                                    return true;
                                }
                            }));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        } catch (IOException _) {
            name.complete("");
        }
    }
}
