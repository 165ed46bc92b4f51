package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.trust.KeyMaterial;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS first, and plain HTTP only where nothing speaks TLS. */
class SchemeTest {

    private static final Tag V1 = new Tag("v1");

    private static final Map<String, String> NO_AUTHORITIES =
            Map.of("SSL_CERT_FILE", "/no/such/file", "SSL_CERT_DIR", "/no/such/folder");

    @TempDir private Path home;

    @Test
    void an_unknown_authority_is_refused_and_never_answered_with_plain_http() {
        KeyMaterial identity = KeyMaterial.forLoopback(home, "registry");
        try (WebServer server = WebServer.startTls(identity, _ -> WebServer.Reply.of(404))) {
            Obstacle.Unreachable refused = refused(permissive(), server.host());

            assertEquals(Reason.CERTIFICATE, refused.reason());
            assertTrue(refused.seen().startsWith("expected a trusted TLS connection"));
            assertEquals(List.of(), server.requests());
        }
    }

    /** The unspecified address reaches this machine without being a loopback one. */
    @Test
    void clear_text_elsewhere_is_not_spoken_without_permission() {
        try (WebServer server = WebServer.start(_ -> WebServer.Reply.of(404))) {
            Obstacle.Unreachable refused = refused(Settings.none(), "0.0.0.0:" + server.port());

            assertEquals(Reason.SPEAKS_PLAIN_HTTP, refused.reason());
            assertEquals(List.of(), server.requests());
        }
    }

    @Test
    void an_expired_certificate_is_refused() throws Exception {
        KeyMaterial identity =
                KeyMaterial.create(
                        home,
                        "expired",
                        List.of(
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-startdate",
                                "-10d",
                                "-validity",
                                "1"));
        try (WebServer server = WebServer.startTls(identity, _ -> WebServer.Reply.of(404))) {
            trust(identity, server.host());

            assertEquals(Reason.CERTIFICATE, refused(permissive(), server.host()).reason());
        }
    }

    @Test
    void a_certificate_for_another_host_is_refused() throws Exception {
        KeyMaterial identity =
                KeyMaterial.create(home, "other", List.of("-ext", "san=dns:other.example.com"));
        try (WebServer server = WebServer.startTls(identity, _ -> WebServer.Reply.of(404))) {
            trust(identity, server.host());

            Obstacle.Unreachable refused = refused(permissive(), server.host());

            assertEquals(Reason.CERTIFICATE, refused.reason());
            assertTrue(refused.seen().contains("127.0.0.1"), refused.seen());
        }
    }

    @Test
    void authorities_are_taken_from_where_the_environment_says() throws Exception {
        KeyMaterial identity = KeyMaterial.forLoopback(home, "registry");
        Path file = identity.certificateTo(home.resolve("bundle.pem"));
        try (WebServer server = WebServer.startTls(identity, _ -> WebServer.Reply.of(404));
                HttpRegistries byFile = client(Map.of("SSL_CERT_FILE", file.toString()));
                HttpRegistries byFolder =
                        client(
                                Map.of(
                                        "SSL_CERT_FILE",
                                        "/no/such/file",
                                        "SSL_CERT_DIR",
                                        "/no/such/folder:" + home))) {
            assertTrue(byFile.resolve(at(server.host()), V1).isEmpty());
            assertTrue(byFolder.resolve(at(server.host()), V1).isEmpty());
        }
    }

    @Test
    void a_registry_s_own_authorities_take_nothing_from_the_machine_s() throws Exception {
        KeyMaterial identity = KeyMaterial.forLoopback(home, "registry");
        Path file = identity.certificateTo(home.resolve("bundle.pem"));
        try (WebServer server = WebServer.startTls(identity, _ -> WebServer.Reply.of(404));
                HttpRegistries byFile = client(Map.of("SSL_CERT_FILE", file.toString()))) {
            trust(KeyMaterial.forLoopback(home, "another"), server.host());

            assertTrue(byFile.resolve(at(server.host()), V1).isEmpty());
            assertEquals(Reason.CERTIFICATE, refused(permissive(), server.host()).reason());
        }
    }

    @Test
    void where_the_system_names_authorities_the_java_runtime_s_do_not_count() throws Exception {
        KeyMaterial identity = KeyMaterial.forLoopback(home, "registry");
        Path file = KeyMaterial.forLoopback(home, "pinned").certificateTo(home.resolve("ca.pem"));
        Path runtime = identity.trustStoreTo(home.resolve("runtime.p12"));
        try (WebServer server = WebServer.startTls(identity, _ -> WebServer.Reply.of(404));
                HttpRegistries unpinned = client(NO_AUTHORITIES)) {
            RegistrySettings pinned =
                    Settings.in(
                            home,
                            Map.of(
                                    "SSL_CERT_FILE",
                                    file.toString(),
                                    "SSL_CERT_DIR",
                                    "/no/such/folder"));
            System.setProperty("javax.net.ssl.trustStore", runtime.toString());

            assertTrue(unpinned.resolve(at(server.host()), V1).isEmpty());
            assertEquals(Reason.CERTIFICATE, refused(pinned, server.host()).reason());
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
        }
    }

    @Test
    void a_registry_that_asks_for_a_client_certificate_gets_the_one_in_certs_d() throws Exception {
        KeyMaterial identity = KeyMaterial.forLoopback(home, "registry");
        KeyMaterial client = KeyMaterial.create(home, "client", List.of());
        Path authorities = client.certificateTo(home.resolve("clients.pem"));
        try (DockerRegistry server =
                DockerRegistry.startTls(
                        "",
                        identity.certificateTo(home.resolve("registry.pem")),
                        home.resolve(
                                identity.keyTo(home.resolve("registry.key"))
                                        + ", clientcas: ["
                                        + authorities
                                        + "]"))) {
            Path folder = trust(identity, server.host());
            // With TLS 1.3 the client has sent its request when it is refused (RFC 8446, 4.6.2).
            // The
            // server closes with that unread, which makes TCP reset the connection and may discard
            // the alert on its way.
            assertTrue(
                    Set.of(Reason.CERTIFICATE, Reason.CONNECTION_LOST)
                            .contains(refused(permissive(), server.host()).reason()));

            client.certificateTo(folder.resolve("client.cert"));
            client.keyTo(folder.resolve("client.key"));

            try (HttpRegistries registries = Clients.hasty(permissive())) {
                assertTrue(registries.resolve(at(server.host()), V1).isEmpty());
            }
        }
    }

    @Test
    void a_client_certificate_that_is_missing_in_the_handshake_is_told_as_such() throws Exception {
        KeyMaterial identity = KeyMaterial.forLoopback(home, "registry");
        try (WebServer server =
                WebServer.startTlsForKnownClients(identity, _ -> WebServer.Reply.of(404))) {
            trust(identity, server.host());

            assertEquals(Reason.CERTIFICATE, refused(permissive(), server.host()).reason());
        }
    }

    @Test
    void a_client_certificate_without_its_key_is_named() throws Exception {
        KeyMaterial client = KeyMaterial.create(home, "client", List.of());
        client.certificateTo(folder("127.0.0.1:1").resolve("client.cert"));

        try (HttpRegistries registries = Clients.hasty(permissive())) {
            Obstacle.StorageFailed failed =
                    assertThrows(
                            Obstacle.StorageFailed.class,
                            () -> registries.resolve(at("127.0.0.1:1"), V1));

            assertTrue(failed.getMessage().contains("client.key"), failed.getMessage());
        }
    }

    @Test
    void a_reset_during_the_handshake_is_a_lost_connection_and_no_reason_for_plain_http()
            throws Exception {
        List<Integer> firstBytes = new CopyOnWriteArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> resetAll(listener, firstBytes));

            Obstacle.Unreachable refused =
                    refused(permissive(), "127.0.0.1:" + listener.getLocalPort());

            assertEquals(Reason.CONNECTION_LOST, refused.reason());
            assertTrue(firstBytes.stream().allMatch(each -> each == 0x16), firstBytes.toString());
        }
    }

    @Test
    void silence_during_the_handshake_is_a_stall_and_no_reason_for_plain_http() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Obstacle.Unreachable refused =
                    refused(Settings.impatient(), "127.0.0.1:" + listener.getLocalPort());

            assertEquals(Reason.STALLED, refused.reason());
            assertTrue(refused.seen().contains("for 300 ms"), refused.seen());
        }
    }

    @Test
    void a_port_where_nothing_listens_is_refused_by_both_schemes() throws Exception {
        int port;
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
        }

        Obstacle.Unreachable refused = refused(permissive(), "127.0.0.1:" + port);

        assertEquals(Reason.CONNECTION_REFUSED, refused.reason());
        assertEquals("nothing can be reached at 127.0.0.1:" + port, refused.seen());
    }

    @Test
    void a_host_without_an_address_is_unknown() {
        assertEquals(Reason.UNKNOWN_HOST, refused(permissive(), "no-such-host.invalid").reason());
    }

    private Obstacle.Unreachable refused(RegistrySettings settings, String host) {
        try (HttpRegistries registries = Clients.hasty(settings)) {
            return assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(at(host), V1));
        }
    }

    private static void resetAll(ServerSocket listener, List<Integer> firstBytes) {
        try {
            while (true) {
                try (Socket socket = listener.accept()) {
                    firstBytes.add(socket.getInputStream().read());
                    socket.setSoLinger(true, 0);
                }
            }
        } catch (IOException _) {
            return;
        }
    }

    private Path trust(KeyMaterial authority, String host) throws IOException {
        Path folder = folder(host);
        authority.certificateTo(folder.resolve("ca.crt"));
        return folder;
    }

    private Path folder(String host) throws IOException {
        return Files.createDirectories(home.resolve(".config/containers/certs.d").resolve(host));
    }

    private HttpRegistries client(Map<String, String> environment) {
        return Clients.hasty(Settings.in(home, environment));
    }

    private RegistrySettings permissive() {
        return new RegistrySettings(
                Map.of(), home, Optional.empty(), PlainHttp.PERMITTED, Duration.ofSeconds(60));
    }

    private static Repository at(String host) {
        return new Repository(host, "team/app");
    }
}
