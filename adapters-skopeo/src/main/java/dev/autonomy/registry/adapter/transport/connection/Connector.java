package dev.autonomy.registry.adapter.transport.connection;

import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * Opens connections to an origin: directly or through a proxy, and with TLS where the origin has
 * it. What goes over TLS goes through a proxy's tunnel (CONNECT; RFC 9110, 9.3.6).
 */
final class Connector {

    private static final int OK = 200;

    private final String agent;
    private final Dialer dialer;
    private final TlsClient tls;
    private final Duration patience;

    /**
     * @param agent what a proxy is told about this program
     * @param patience how long a proxy or a handshake may take
     */
    Connector(String agent, Dialer dialer, TlsClient tls, Duration patience) {
        this.agent = agent;
        this.dialer = dialer;
        this.tls = tls;
        this.patience = patience;
    }

    SocketConnection open(Route route)
            throws IOException, HttpException, Obstacle, InterruptedException {
        Origin origin = route.origin();
        Optional<ProxyAddress> proxy = route.proxy();
        if (origin.isSecure()) {
            tls.context();
        }
        SocketChannel channel =
                proxy.isPresent()
                        ? dialer.connect(proxy.get().host(), proxy.get().port())
                        : dialer.connect(origin.host(), origin.port());
        try {
            if (origin.isSecure() && proxy.isPresent()) {
                askForTunnel(channel, origin, proxy.get());
            }
            Socket socket =
                    origin.isSecure() ? tls.over(channel, origin, patience) : channel.socket();
            return new SocketConnection(channel, socket);
        } catch (IOException | HttpException | Obstacle | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private void askForTunnel(SocketChannel channel, Origin origin, ProxyAddress proxy)
            throws IOException, HttpException {
        BasicClassicHttpRequest request = new BasicClassicHttpRequest(Method.CONNECT, "");
        request.setPath(origin.authority());
        request.addHeader("Host", origin.authority());
        request.addHeader("User-Agent", agent);
        proxy.authorization().ifPresent(value -> request.addHeader("Proxy-Authorization", value));
        SocketConnection toProxy = new SocketConnection(channel, channel.socket());
        ClassicHttpResponse answer = toProxy.send(request, patience);
        if (answer.getCode() != OK) {
            throw new LinkFailure.NoTunnel(answer.getCode());
        }
        if (!toProxy.isQuiet()) {
            throw new ProtocolException("bytes before the greeting");
        }
    }
}
