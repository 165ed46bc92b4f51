package dev.autonomy.registry.adapter.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.login.AuthFiles;
import dev.autonomy.registry.adapter.registry.Clients;
import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.adapter.transport.trust.KeyMaterial;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry elsewhere, played by a server on this machine behind a proxy. */
class ProxiedRegistryTest {

    private static final Repository AWAY = new Repository("registry.test", "team/app");
    private static final Tag V1 = new Tag("v1");

    @TempDir private Path home;

    @Test
    void https_goes_through_a_tunnel_that_is_logged_in_to() throws Exception {
        KeyMaterial identity =
                KeyMaterial.create(home, "registry.test", List.of("-ext", "san=dns:registry.test"));
        identity.certificateTo(certificates("registry.test").resolve("ca.crt"));
        try (WebServer server = WebServer.startTls(identity, _ -> Reply.of(404));
                TunnelProxy proxy = new TunnelProxy(server.port());
                HttpRegistries registries =
                        Clients.hasty(settings("http://user:pw@" + proxy.address()))) {
            assertTrue(registries.resolve(AWAY, V1).isEmpty());

            assertEquals(Set.of(), registries.plainHttpRegistries());
            String head = proxy.heads().getFirst();
            assertTrue(head.startsWith("CONNECT registry.test:443 "), head);
            assertTrue(head.contains("Proxy-Authorization: Basic dXNlcjpwdw=="), head);
            assertEquals("", server.requests().getFirst().header("proxy-authorization"));
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused_behind_a_proxy_too() {
        KeyMaterial identity = KeyMaterial.forLoopback(home, "other");
        identity.certificateTo(certificates("registry.test").resolve("ca.crt"));
        try (WebServer server = WebServer.startTls(identity, _ -> Reply.of(404));
                TunnelProxy proxy = new TunnelProxy(server.port());
                HttpRegistries registries = Clients.hasty(settings("http://" + proxy.address()))) {
            Obstacle.Unreachable refused =
                    assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(AWAY, V1));

            assertEquals(Obstacle.Unreachable.Reason.CERTIFICATE, refused.reason());
            assertEquals(List.of(), server.requests());
        }
    }

    @Test
    void plain_http_elsewhere_is_spoken_where_it_is_permitted() throws Exception {
        try (WebServer server = WebServer.start(_ -> Reply.of(404));
                TunnelProxy proxy = new TunnelProxy(server.port());
                HttpRegistries registries = Clients.hasty(settings("http://" + proxy.address()))) {
            assertTrue(registries.resolve(AWAY, V1).isEmpty());

            assertEquals(Set.of("registry.test"), registries.plainHttpRegistries());
        }
    }

    @Test
    void an_ipv6_address_is_named_to_a_proxy_in_brackets() throws Exception {
        try (WebServer server = WebServer.start(_ -> Reply.of(404));
                TunnelProxy proxy = new TunnelProxy(server.port());
                HttpRegistries registries = Clients.hasty(settings("http://" + proxy.address()))) {
            registries.resolve(new Repository("[2001:db8::1]:5000", "app"), V1);

            String tunnel = proxy.heads().getFirst();
            String relayed = proxy.heads().getLast();
            assertTrue(tunnel.startsWith("CONNECT [2001:db8::1]:5000 HTTP/1.1\r\n"), tunnel);
            assertTrue(relayed.startsWith("GET http://[2001:db8::1]:5000/v2/"), relayed);
            assertTrue(relayed.contains("\r\nHost: [2001:db8::1]:5000\r\n"), relayed);
        }
    }

    @Test
    void plain_http_elsewhere_is_not_spoken_without_permission() {
        try (WebServer server = WebServer.start(_ -> Reply.of(404));
                TunnelProxy proxy = new TunnelProxy(server.port());
                HttpRegistries registries =
                        Clients.hasty(
                                settings("http://" + proxy.address(), PlainHttp.LOOPBACK_ONLY))) {
            Obstacle.Unreachable refused =
                    assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(AWAY, V1));

            assertEquals(Obstacle.Unreachable.Reason.SPEAKS_PLAIN_HTTP, refused.reason());
            assertEquals(List.of(), server.requests());
        }
    }

    @Test
    void credentials_are_not_sent_in_clear_text_beyond_this_machine() {
        AuthFiles.write(
                home.resolve(".docker/config.json"),
                "{\"auths\":{\"registry.test\":{\"auth\":\"%s\"}}}"
                        .formatted(AuthFiles.auth("user", "pw")));
        Reply login = Reply.challenge("Basic realm=\"x\"");
        try (WebServer server = WebServer.start(_ -> login);
                TunnelProxy proxy = new TunnelProxy(server.port());
                HttpRegistries registries = Clients.hasty(settings("http://" + proxy.address()))) {
            Obstacle.AccessDenied denied =
                    assertThrows(Obstacle.AccessDenied.class, () -> registries.resolve(AWAY, V1));

            assertEquals(Obstacle.AccessDenied.Reason.CREDENTIALS_IN_CLEAR, denied.reason());
            assertTrue(server.requests().stream().allMatch(each -> each.authorization().isEmpty()));
        }
    }

    @Test
    void a_proxy_of_another_kind_is_named_without_its_login() {
        try (HttpRegistries registries = Clients.hasty(settings("socks5://user:pw@x:1"))) {
            Obstacle.Unreachable refused =
                    assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(AWAY, V1));

            assertTrue(refused.seen().contains("socks5 proxy"), refused.seen());
            assertFalse(refused.getMessage().contains("pw"));
        }
    }

    @Test
    void a_proxy_at_a_port_that_does_not_exist_is_named_by_its_variable() {
        try (HttpRegistries registries = Clients.hasty(settings("http://127.0.0.1:99999"))) {
            Obstacle.Unreachable refused =
                    assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(AWAY, V1));

            assertEquals(Obstacle.Unreachable.Reason.PROXY, refused.reason());
            assertTrue(refused.seen().startsWith("HTTPS_PROXY names a proxy"), refused.seen());
        }
    }

    @Test
    void a_proxy_that_is_not_there_is_named() {
        TunnelProxy closed = new TunnelProxy(0);
        closed.close();
        try (HttpRegistries registries =
                Clients.hasty(settings("http://user:pw@" + closed.address()))) {
            Obstacle.Unreachable refused =
                    assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(AWAY, V1));

            assertEquals(Obstacle.Unreachable.Reason.PROXY, refused.reason());
            assertEquals(
                    "expected an answer from the proxy "
                            + closed.address()
                            + ", which HTTPS_PROXY names for registry.test:443, found none",
                    refused.seen());
        }
    }

    @Test
    void a_proxy_without_an_address_is_named() {
        try (HttpRegistries registries = Clients.hasty(settings("http://proxy.invalid:3128"))) {
            Obstacle.Unreachable refused =
                    assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(AWAY, V1));

            assertEquals(Obstacle.Unreachable.Reason.PROXY, refused.reason());
            assertTrue(
                    refused.seen().endsWith("found no address for the host proxy.invalid"),
                    refused.seen());
        }
    }

    @Test
    void a_proxy_that_does_not_let_through_is_named() {
        try (WebServer refusing = WebServer.start(_ -> Reply.of(403));
                HttpRegistries registries = Clients.hasty(settings("http://" + refusing.host()))) {
            Obstacle.Unreachable refused =
                    assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(AWAY, V1));

            assertEquals(Obstacle.Unreachable.Reason.PROXY, refused.reason());
            assertTrue(
                    refused.seen()
                            .startsWith("expected a way through the proxy " + refusing.host()),
                    refused.seen());
            assertTrue(refused.seen().endsWith("found HTTP status 403"), refused.seen());
        }
    }

    /** They would be taken for the registry's. */
    @Test
    void bytes_that_a_proxy_adds_before_the_tunnel_begins_are_not_passed_over() {
        Reply more = Reply.raw("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
        try (WebServer proxy = WebServer.start(_ -> more);
                HttpRegistries registries = Clients.hasty(settings("http://" + proxy.host()))) {
            Obstacle.Unreachable refused =
                    assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(AWAY, V1));

            assertEquals(Obstacle.Unreachable.Reason.CONNECTION_LOST, refused.reason());
            assertTrue(refused.seen().endsWith("bytes before the greeting"), refused.seen());
        }
    }

    @Test
    void docker_hub_is_asked_where_it_lives() {
        try (WebServer server = WebServer.start(_ -> Reply.of(404));
                TunnelProxy proxy = new TunnelProxy(server.port());
                HttpRegistries registries =
                        Clients.hasty(
                                settings("http://" + proxy.address(), PlainHttp.LOOPBACK_ONLY))) {
            assertThrows(
                    Obstacle.Unreachable.class,
                    () -> registries.resolve(new Repository("docker.io", "library/x"), V1));

            assertTrue(proxy.heads().getFirst().startsWith("CONNECT registry-1.docker.io:443 "));
        }
    }

    private Path certificates(String host) {
        try {
            return Files.createDirectories(home.resolve(".config/containers/certs.d/" + host));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RegistrySettings settings(String proxy) {
        return settings(proxy, PlainHttp.PERMITTED);
    }

    private RegistrySettings settings(String proxy, PlainHttp plainHttp) {
        return new RegistrySettings(
                Map.of(
                        "HTTPS_PROXY", proxy,
                        "HTTP_PROXY", proxy,
                        "XDG_RUNTIME_DIR", home.resolve("run").toString()),
                home,
                Optional.empty(),
                plainHttp,
                Duration.ofSeconds(60));
    }
}
