package dev.autonomy.registry.adapter.transport.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.adapter.registry.RegistryContract;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A docker-registry with TLS whose authority is known from certs.d. */
class TlsRegistryTest extends RegistryContract {

    @TempDir private static Path home;
    private static DockerRegistry server;

    @BeforeAll
    static void start() throws IOException {
        KeyMaterial identity = KeyMaterial.forLoopback(home, "registry");
        server =
                DockerRegistry.startTls(
                        "",
                        identity.certificateTo(home.resolve("registry.pem")),
                        identity.keyTo(home.resolve("registry.key")));
        Path folder = home.resolve(".config/containers/certs.d").resolve(server.host());
        identity.certificateTo(Files.createDirectories(folder).resolve("ca.crt"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected String host() {
        return server.host();
    }

    @Override
    protected RegistrySettings settings() {
        return Settings.in(home, Map.of());
    }

    @Test
    void it_is_not_named_as_plain_http() throws Exception {
        registries.resolve(repository, new Tag("v1"));

        assertEquals(Set.of(), registries.plainHttpRegistries());
    }
}
