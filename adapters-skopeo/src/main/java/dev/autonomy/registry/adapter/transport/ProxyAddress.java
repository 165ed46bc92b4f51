package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.words.Words;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * An HTTP proxy: the variable of the environment that names it, where it is, and the header that
 * logs in there.
 */
record ProxyAddress(String variable, String host, int port, Optional<String> authorization) {

    private static final String HTTP = "http";
    private static final int HTTP_PORT = 80;

    /** Reads the value of a proxy variable, as Go does: a missing scheme means {@code http}. */
    static ProxyAddress parse(String variable, String text) throws Unreadable {
        String address = text.strip();
        String scheme = address.contains("://") ? address.substring(0, address.indexOf(':')) : HTTP;
        if (!scheme.equalsIgnoreCase(HTTP)) {
            throw new Unreadable(
                    variable
                            + " names a "
                            + Words.clean(scheme)
                            + " proxy; only http proxies are spoken to");
        }
        URI uri;
        try {
            uri = Address.parse(address.contains("://") ? address : HTTP + "://" + address);
        } catch (Unreadable e) {
            throw new Unreadable(
                    variable + " names a proxy whose address cannot be read: " + e.getMessage());
        }
        int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
        return new ProxyAddress(
                variable,
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
}
