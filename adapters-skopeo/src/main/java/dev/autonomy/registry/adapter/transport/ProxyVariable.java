package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.transport.connection.ProxyAddress;
import dev.autonomy.registry.adapter.words.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A variable of the environment that names a proxy. */
record ProxyVariable(String name, String value) {

    private static final String HTTP = "http";
    private static final int HTTP_PORT = 80;

    /** The proxy, read as Go does: a missing scheme means {@code http}. */
    ProxyAddress address() throws Unreadable {
        String address = value.strip();
        String scheme = address.contains("://") ? address.substring(0, address.indexOf(':')) : HTTP;
        if (!scheme.equalsIgnoreCase(HTTP)) {
            throw new Unreadable(
                    name
                            + " names a "
                            + Words.clean(scheme)
                            + " proxy; only http proxies are spoken to");
        }
        URI uri;
        try {
            uri = Address.parse(address.contains("://") ? address : HTTP + "://" + address);
        } catch (Unreadable e) {
            throw new Unreadable(
                    name + " names a proxy whose address cannot be read: " + e.getMessage());
        }
        int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
        return new ProxyAddress(
                name,
                uri.getHost(),
                port,
                Optional.ofNullable(uri.getUserInfo()).map(ProxyVariable::basic));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
