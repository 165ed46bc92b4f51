package dev.autonomy.registry.adapter.transport.connection;

import java.util.Optional;

/** The way to an origin: directly, or through a proxy. */
public record Route(Origin origin, Optional<ProxyAddress> proxy) {

    /** Whether a proxy reads the requests and passes them on, rather than a tunnel's bytes. */
    public boolean isRelayed() {
        return proxy.isPresent() && !origin.isSecure();
    }
}
