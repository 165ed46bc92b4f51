package dev.autonomy.registry.adapter.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.login.AuthFiles;
import dev.autonomy.registry.adapter.registry.Clients;
import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.adapter.transport.trust.KeyMaterial;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a registry sends the client, and what the client takes along. */
class RedirectTest {

    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final Descriptor BLOB =
            Descriptor.of("t/x", Artifact.sha256(CONTENT), CONTENT.length);
    private static final Reply LOGIN = Reply.challenge("Basic realm=\"test\"");
    private static final Reply BYTES = Reply.of(200, Map.of(), CONTENT);

    @TempDir private Path home;
    private volatile WebServer.Script script = _ -> Reply.of(404);
    private final WebServer registry = WebServer.start(request -> answer(request));
    private final WebServer storage = WebServer.start(_ -> BYTES);
    private final Repository repository = new Repository(registry.host(), "team/app");
    private HttpRegistries registries;

    @BeforeEach
    void logIn() {
        AuthFiles.write(
                home.resolve(".docker/config.json"),
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                        .formatted(registry.host(), AuthFiles.auth("user", "pw")));
        registries = Clients.hasty(Settings.in(home, Map.of("XDG_RUNTIME_DIR", home.toString())));
    }

    @AfterEach
    void close() {
        registries.close();
        registry.close();
        storage.close();
    }

    private Reply answer(WebServer.Request request) {
        return request.authorization().isEmpty() ? LOGIN : script.answer(request);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void storage_elsewhere_is_read_without_the_registry_s_credentials(int status) throws Exception {
        script = _ -> Reply.redirect(status, "http://" + storage.host() + "/blob?signature=x");

        assertArrayEquals(CONTENT, registries.blob(repository, BLOB, 100));

        assertFalse(registry.questions().getLast().authorization().isEmpty());
        assertEquals("", storage.requests().getFirst().authorization());
        assertEquals("/blob?signature=x", storage.requests().getFirst().target());
    }

    /** Stores whose names of things begin with a slash: it must not pass for a host. */
    @Test
    void an_address_with_two_slashes_is_asked_for_as_it_is() throws Exception {
        script = _ -> Reply.redirect(307, "http://" + storage.host() + "//docker/registry/blob");

        assertArrayEquals(CONTENT, registries.blob(repository, BLOB, 100));

        assertEquals("//docker/registry/blob", storage.requests().getFirst().target());
        assertEquals(storage.host(), storage.requests().getFirst().header("host"));
    }

    @Test
    void a_challenge_of_where_a_redirect_leads_is_not_the_registry_s() {
        try (WebServer stranger =
                WebServer.start(
                        request ->
                                request.target().startsWith("/token")
                                        ? Reply.of(200, "application/json", "{\"token\":\"x\"}")
                                        : Reply.challenge(
                                                "Bearer realm=\"http://%s/token\",service=\"s\""
                                                        .formatted(request.header("host"))))) {
            script = _ -> Reply.redirect(307, "http://" + stranger.host() + "/blob");

            assertThrows(Obstacle.AccessDenied.class, () -> registries.blob(repository, BLOB, 100));

            assertEquals(
                    List.of("/blob"),
                    stranger.requests().stream().map(WebServer.Request::target).toList());
            assertEquals("", stranger.requests().getFirst().authorization());
        }
    }

    @Test
    void a_stranger_s_challenge_leaves_the_registry_s_login_as_it_was() throws Exception {
        try (WebServer stranger =
                WebServer.start(_ -> Reply.challenge("Bearer realm=\"http://127.0.0.1:1/t\""))) {
            script = _ -> Reply.redirect(307, "http://" + stranger.host() + "/blob");
            assertThrows(Obstacle.AccessDenied.class, () -> registries.blob(repository, BLOB, 100));

            script = _ -> BYTES;
            assertArrayEquals(CONTENT, registries.blob(repository, BLOB, 100));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_denial_of_where_a_redirect_leads_is_told_as_that_and_asks_for_no_login(int status) {
        try (WebServer stranger = WebServer.start(_ -> Reply.of(status))) {
            script = _ -> Reply.redirect(307, "http://" + stranger.host() + "/blob?signature=x");

            Obstacle.AccessDenied denied =
                    assertThrows(
                            Obstacle.AccessDenied.class,
                            () -> registries.blob(repository, BLOB, 100));

            assertEquals(Obstacle.AccessDenied.Reason.FORBIDDEN, denied.reason());
            assertEquals(
                    "%s sends this on to %s, which denies it: HTTP status %d"
                            .formatted(registry.host(), stranger.host(), status),
                    denied.seen());
        }
    }

    @Test
    void a_next_page_elsewhere_is_read_without_the_login() throws Exception {
        byte[] list = "{\"schemaVersion\":2,\"manifests\":[]}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> last =
                Map.of("Content-Type", "application/vnd.oci.image.index.v1+json");
        try (WebServer elsewhere = WebServer.start(_ -> Reply.of(200, last, list))) {
            Map<String, String> first = new HashMap<>(last);
            first.put("Link", "<http://" + elsewhere.host() + "/page2>; rel=\"next\"");
            script =
                    request ->
                            request.target().contains("/referrers/")
                                    ? Reply.of(200, first, list)
                                    : Reply.of(404);

            registries.attachments(repository, BLOB.digest());

            assertEquals("", elsewhere.requests().getFirst().authorization());
        }
    }

    @Test
    void a_redirect_may_name_a_query_alone_and_forget_to_escape() throws Exception {
        script =
                request ->
                        request.target().endsWith("?state=a%7Cb%20c")
                                ? BYTES
                                : Reply.redirect(307, "?state=a|b c#part");

        assertArrayEquals(CONTENT, registries.blob(repository, BLOB, 100));

        assertEquals(
                "/v2/team/app/blobs/" + BLOB.digest() + "?state=a%7Cb%20c",
                registry.requests().getLast().target());
    }

    @Test
    void a_redirect_within_the_registry_keeps_the_login() throws Exception {
        script =
                request ->
                        request.target().equals("/elsewhere")
                                ? BYTES
                                : Reply.redirect(307, "/elsewhere");

        assertArrayEquals(CONTENT, registries.blob(repository, BLOB, 100));
    }

    @Test
    void a_way_back_to_the_registry_does_not_bring_the_login_back() {
        try (WebServer detour =
                WebServer.start(_ -> Reply.redirect(302, "http://" + registry.host() + "/back"))) {
            script = _ -> Reply.redirect(302, "http://" + detour.host() + "/");

            assertThrows(Obstacle.AccessDenied.class, () -> registries.blob(repository, BLOB, 100));

            assertTrue(
                    registry.requests().stream()
                            .filter(each -> each.target().equals("/back"))
                            .allMatch(each -> each.authorization().isEmpty()));
        }
    }

    @Test
    void a_circle_is_left_after_a_few_rounds() {
        script = _ -> Reply.redirect(302, "/round");

        assertRefused("more than 5 redirects");
        assertEquals(
                6,
                registry.requests().stream().filter(each -> each.target().equals("/round")).count()
                        + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://registry.example.com/blob",
                "ftp://127.0.0.1/blob",
                "file:///etc/passwd",
                "http://user:pw@127.0.0.1/blob",
                "http:///blob",
                "://",
                "mailto:x"
            })
    void an_address_that_may_not_be_followed_is_refused(String location) {
        script = _ -> Reply.redirect(302, location);

        assertRefused("");
    }

    @Test
    void a_redirect_without_a_place_is_refused() {
        script = _ -> Reply.of(302);

        assertRefused("expected a Location");
    }

    @Test
    void https_is_never_left_for_clear_text() throws IOException {
        KeyMaterial identity = KeyMaterial.forLoopback(home, "registry");
        try (WebServer secure =
                WebServer.startTls(
                        identity, _ -> Reply.redirect(302, "http://" + storage.host() + "/"))) {
            identity.certificateTo(
                    Files.createDirectories(
                                    home.resolve(".config/containers/certs.d")
                                            .resolve(secure.host()))
                            .resolve("ca.crt"));

            Obstacle.Unreachable refused =
                    assertThrows(
                            Obstacle.Unreachable.class,
                            () -> registries.blob(new Repository(secure.host(), "app"), BLOB, 100));

            assertTrue(refused.seen().contains("from HTTPS to clear text"), refused.seen());
            assertEquals(List.of(), storage.requests());
        }
    }

    @Test
    void an_upload_follows_to_another_origin_with_its_bytes_and_without_the_login()
            throws Exception {
        try (WebServer uploads = WebServer.start(_ -> Reply.of(201))) {
            script =
                    request ->
                            switch (request.method()) {
                                case "HEAD" -> Reply.of(404);
                                case "POST" ->
                                        Reply.of(
                                                202,
                                                Map.of(
                                                        "Location",
                                                        "http://"
                                                                + uploads.host()
                                                                + "/session?state=a%2Fb"),
                                                new byte[0]);
                                default -> Reply.of(500);
                            };

            registries.upload(repository, CONTENT);

            WebServer.Request put = uploads.requests().getFirst();
            assertEquals("PUT", put.method());
            assertEquals("", put.authorization());
            assertEquals("content", put.body());
            assertEquals(
                    "/session?state=a%2Fb&digest=sha256%3A" + BLOB.digest().hex(), put.target());
        }
    }

    @Test
    void an_upload_is_redirected_only_by_a_status_that_keeps_its_body() throws Exception {
        script =
                request ->
                        request.target().equals("/moved")
                                ? Reply.of(201)
                                : Reply.redirect(307, "/moved");
        registries.put(repository, Artifact.image("x").manifest().content());
        WebServer.Request moved = registry.requests().getLast();
        assertEquals("PUT /moved", moved.method() + " " + moved.target());
        assertTrue(moved.body().startsWith("{\"schemaVersion\":2"));

        script = _ -> Reply.redirect(302, "/moved");
        Obstacle.Unreachable refused =
                assertThrows(
                        Obstacle.Unreachable.class,
                        () -> registries.put(repository, Artifact.image("x").manifest().content()));
        assertTrue(refused.seen().contains("turn the write into a read"), refused.seen());
    }

    private void assertRefused(String why) {
        Obstacle.Unreachable refused =
                assertThrows(
                        Obstacle.Unreachable.class, () -> registries.blob(repository, BLOB, 100));
        assertEquals(Obstacle.Unreachable.Reason.NOT_A_REGISTRY, refused.reason());
        assertTrue(refused.seen().contains(why), refused.seen());
        assertFalse(refused.seen().contains("pw"));
    }
}
