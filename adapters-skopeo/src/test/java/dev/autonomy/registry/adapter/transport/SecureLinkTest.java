package dev.autonomy.registry.adapter.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.adapter.registry.Clients;
import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.adapter.transport.trust.KeyMaterial;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS over links on which it is not the registry that decides what arrives, and when. */
class SecureLinkTest {

    private static final Tag V1 = new Tag("v1");

    @TempDir private Path home;

    /** The socket sees bytes come all the time, and HTTP none before the record is whole. */
    @Test
    void a_head_in_a_record_that_only_drips_is_given_up() {
        String padding = "X-Padding: " + "x".repeat(12_000) + "\r\n";
        Reply large = Reply.raw("HTTP/1.1 404 X\r\n" + padding + "Content-Length: 0\r\n\r\n");
        try (WebServer server = server(large);
                BadLink link = BadLink.dripping(server.port())) {
            assertEquals(Reason.TIMED_OUT, refused(link).reason());
        }
    }

    @Test
    void a_record_that_was_damaged_on_its_way_is_a_lost_connection() {
        Reply large = Reply.of(200, MediaTypes.OCI_MANIFEST, " ".repeat(12_000));
        try (WebServer server = server(large);
                BadLink link = BadLink.damaging(server.port())) {
            assertEquals(Reason.CONNECTION_LOST, refused(link).reason());
        }
    }

    /** One that was spoken to before: what a first handshake has to load takes its time. */
    private WebServer server(Reply reply) {
        KeyMaterial identity = KeyMaterial.forLoopback(home, "registry");
        identity.certificateTo(home.resolve("ca.pem"));
        WebServer server =
                WebServer.startTls(
                        identity,
                        request -> request.target().startsWith("/v2/app/") ? reply : Reply.of(404));
        try (HttpRegistries registries = client(Duration.ofSeconds(60))) {
            registries.resolve(new Repository(server.host(), "other"), V1);
        } catch (Obstacle | InterruptedException e) {
            throw new AssertionError(e);
        }
        return server;
    }

    private Obstacle.Unreachable refused(BadLink link) {
        try (HttpRegistries registries = client(Duration.ofSeconds(1))) {
            return assertThrows(
                    Obstacle.Unreachable.class,
                    () -> registries.resolve(new Repository(link.host(), "app"), V1));
        }
    }

    private HttpRegistries client(Duration stallTimeout) {
        return Clients.hasty(
                new RegistrySettings(
                        Map.of("SSL_CERT_FILE", home.resolve("ca.pem").toString()),
                        home,
                        Optional.empty(),
                        PlainHttp.LOOPBACK_ONLY,
                        stallTimeout));
    }
}
