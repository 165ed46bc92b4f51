package dev.autonomy.registry.adapter.transport.connection;

import java.util.Optional;
import org.apache.hc.core5.net.URIAuthority;

/** The way to an origin: directly, or through a proxy. */
public record Route(Origin origin, Optional<ProxyAddress> proxy) {

    public URIAuthority authority() {
        return new URIAuthority(origin.host(), origin.port());
    }

    /** Whether a proxy reads the requests and passes them on, rather than a tunnel's bytes. */
    public boolean isRelayed() {
        return proxy.isPresent() && !origin.isSecure();
    }
}
