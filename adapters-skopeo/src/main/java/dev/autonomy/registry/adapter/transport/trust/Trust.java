package dev.autonomy.registry.adapter.transport.trust;

import dev.autonomy.registry.outcome.Obstacle;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** TLS with the authorities and certificates that this machine's user has set up. */
public final class Trust {

    private final Path home;
    private final SystemCertificates system;

    /**
     * @param variables the environment: what is set and not empty
     */
    public Trust(Path home, Function<String, Optional<String>> variables) {
        this.home = home;
        this.system = new SystemCertificates(variables);
    }

    /** With what {@code certs.d} holds for this registry; the system's authorities are shared. */
    public SSLContext towards(String registry) throws Obstacle {
        CertificateFolder own = CertificateFolder.of(home, registry);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    own.keyManagers().orElse(new KeyManager[0]),
                    new TrustManager[] {new ServerTrust(system, own.authorities())},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }
}
