package dev.autonomy.registry.adapter.transport.connection;

import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * TLS over connections. Set up when it is first needed: a registry in clear text costs none of it.
 */
final class TlsClient {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsSource source;
    private Optional<SSLContext> loaded = Optional.empty();

    TlsClient(TlsSource source) {
        this.source = source;
    }

    synchronized SSLContext context() throws Obstacle {
        if (loaded.isEmpty()) {
            loaded = Optional.of(source.load());
        }
        return loaded.get();
    }

    /**
     * The socket to speak through once the server has shown a certificate for the origin's host.
     */
    SSLSocket over(SocketChannel channel, Origin origin, Duration patience)
            throws IOException, Obstacle {
        SSLSocket socket =
                (SSLSocket)
                        context()
                                .getSocketFactory()
                                .createSocket(channel.socket(), origin.host(), origin.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setServerNames(names(origin.host()));
        socket.setSSLParameters(parameters);
        AtomicBoolean isOverdue = new AtomicBoolean();
        Thread guard = Thread.ofVirtual().start(() -> closeAfter(patience, channel, isOverdue));
        try {
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            throw isOverdue.get() ? new LinkFailure.Stalled() : e;
        } finally {
            guard.interrupt();
        }
    }

    /** By which the server chooses its certificate; the JDK leaves out names without a dot. */
    private static List<SNIServerName> names(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        boolean isAddress = Origin.address(name).isPresent() || name.indexOf(':') >= 0;
        return isAddress ? List.of() : List.of(new SNIHostName(name));
    }

    /** A single read of the handshake has no end in sight, and there may be any number of them. */
    private static void closeAfter(
            Duration patience, SocketChannel channel, AtomicBoolean isOverdue) {
        try {
            Thread.sleep(patience);
            isOverdue.set(true);
            channel.close();
        } catch (InterruptedException | IOException _) {
            return;
        }
    }
}
