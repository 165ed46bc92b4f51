package dev.autonomy.registry.adapter.transport.connection;

import dev.autonomy.registry.outcome.Obstacle;
import javax.net.ssl.SSLContext;

/** Sets TLS up for one registry, when it is first needed. */
@FunctionalInterface
public interface TlsSource {

    /**
     * @throws Obstacle.StorageFailed when the certificates for the registry are not usable
     */
    SSLContext load() throws Obstacle;
}
