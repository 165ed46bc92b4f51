package dev.autonomy.registry.adapter.registry;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** An HTTP proxy: where it is, and the header that logs in there. */
record ProxyAddress(String host, int port, Optional<String> authorization) {

    private static final int HTTP_PORT = 80;

    /** Reads the value of a proxy variable, as Go does: a missing scheme means {@code http}. */
    static ProxyAddress parse(String text) throws Unreadable {
        URI uri =
                uri(text.contains("://") ? text : "http://" + text)
                        .orElseThrow(
                                () ->
                                        new Unreadable(
                                                "the environment names a proxy whose address cannot be read"));
        if (!uri.getScheme().equalsIgnoreCase("http")) {
            throw new Unreadable(
                    "the environment names a "
                            + Words.clean(uri.getScheme())
                            + " proxy; only http proxies are spoken to");
        }
        int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
        return new ProxyAddress(
                uri.getHost(),
                port,
                Optional.ofNullable(uri.getUserInfo()).map(ProxyAddress::basic));
    }

    InetSocketAddress socketAddress() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    /** Without the login. */
    @Override
    public String toString() {
        return host + ":" + port;
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() == null || uri.getHost() == null
                    ? Optional.empty()
                    : Optional.of(uri);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
