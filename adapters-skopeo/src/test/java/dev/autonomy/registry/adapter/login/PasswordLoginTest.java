package dev.autonomy.registry.adapter.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.registry.RegistryContract;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.trust.KeyMaterial;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A docker-registry that asks for a name and a password (Basic). */
class PasswordLoginTest extends RegistryContract {

    @TempDir private static Path folder;
    private static DockerRegistry server;

    @BeforeAll
    static void start() {
        Path users = folder.resolve("htpasswd");
        KeyMaterial.run(List.of("htpasswd", "-Bbc", users.toString(), "robot", "s3cret"));
        server =
                DockerRegistry.start(
                        "auth: {htpasswd: {realm: test, path: \"%s\"}}".formatted(users));
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
        return Settings.withAuthFile(authFile("right.json", "robot", "s3cret"));
    }

    @Test
    void without_credentials_the_registry_wants_a_login() {
        Obstacle.AccessDenied denied = denied(Settings.none());

        assertEquals(Obstacle.AccessDenied.Reason.LOGIN_WANTED, denied.reason());
        assertTrue(denied.seen().contains("no credentials for " + host() + " were found"));
        assertTrue(denied.seen().contains("UNAUTHORIZED"), denied.seen());
    }

    @Test
    void with_wrong_credentials_it_says_so_without_showing_them() {
        Path wrong = authFile("wrong.json", "robot", "wr0ng");

        Obstacle.AccessDenied denied = denied(Settings.withAuthFile(wrong));

        assertEquals(Obstacle.AccessDenied.Reason.LOGIN_WANTED, denied.reason());
        assertTrue(denied.seen().contains("were not enough"), denied.seen());
        assertFalse(denied.getMessage().contains("wr0ng"));
        assertFalse(denied.getMessage().contains("cm9ib3Q"));
    }

    private Obstacle.AccessDenied denied(RegistrySettings settings) {
        try (HttpRegistries asking = new HttpRegistries(settings)) {
            return assertThrows(
                    Obstacle.AccessDenied.class, () -> asking.resolve(repository, new Tag("v1")));
        }
    }

    private static Path authFile(String name, String user, String password) {
        return AuthFiles.write(
                folder.resolve(name),
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                        .formatted(server.host(), AuthFiles.auth(user, password)));
    }
}
