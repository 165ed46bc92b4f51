package dev.autonomy.registry.adapter.transport.connection;

import java.util.Optional;

/**
 * An HTTP proxy: the variable of the environment that names it, where it is, and the header that
 * logs in there.
 */
public record ProxyAddress(String variable, String host, int port, Optional<String> authorization) {

    /** Without the login. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
