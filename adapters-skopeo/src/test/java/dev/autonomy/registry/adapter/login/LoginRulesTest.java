package dev.autonomy.registry.adapter.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.registry.Clients;
import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.adapter.transport.trust.KeyMaterial;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To whom credentials are shown, and what is done with what a login server answers. */
class LoginRulesTest {

    private static final Tag V1 = new Tag("v1");

    @TempDir private Path home;
    private volatile String realm = "";
    private volatile Reply token = Reply.of(200, "application/json", "{\"token\":\"abc\"}");
    private final WebServer login = WebServer.start(_ -> token);
    private final WebServer registry = WebServer.start(this::answer);

    private Reply answer(WebServer.Request request) {
        return request.authorization().equals("Bearer abc")
                ? Reply.of(404)
                : Reply.challenge("Bearer realm=\"" + realm + "\",service=\"test\"");
    }

    @BeforeEach
    void setUp() {
        realm = "http://" + login.host() + "/token?account=x";
    }

    @AfterEach
    void close() {
        registry.close();
        login.close();
    }

    @Test
    void without_credentials_a_token_is_asked_for_anonymously() throws Exception {
        assertTrue(resolve(PlainHttp.LOOPBACK_ONLY).isEmpty());

        assertEquals(
                "/token?account=x&service=test&scope=repository%3Ateam%2Fapp%3Apull",
                login.requests().getFirst().target());
        assertEquals("", login.requests().getFirst().authorization());
    }

    @Test
    void credentials_are_looked_for_under_the_registry_s_name_and_sent_to_its_login_server()
            throws Exception {
        haveCredentials(registry.host());

        resolve(PlainHttp.LOOPBACK_ONLY);

        assertEquals(
                new Credentials.Password("user", "pw").basic(),
                login.requests().getFirst().authorization());
        assertTrue(
                registry.requests().stream()
                        .noneMatch(each -> each.authorization().startsWith("Basic")));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void an_identity_token_follows_no_redirect(int status) {
        AuthFiles.write(
                home.resolve(".docker/config.json"),
                "{\"auths\":{\"%s\":{\"auth\":\"\",\"identitytoken\":\"s3cret\"}}}"
                        .formatted(registry.host()));
        try (WebServer stranger =
                WebServer.start(_ -> Reply.of(200, "application/json", "{\"token\":\"abc\"}"))) {
            token = Reply.redirect(status, "http://" + stranger.host() + "/token");

            Obstacle.Unreachable refused =
                    assertThrows(
                            Obstacle.Unreachable.class, () -> resolve(PlainHttp.LOOPBACK_ONLY));

            assertTrue(refused.seen().contains("login server " + login.host()), refused.seen());
            assertTrue(login.requests().getFirst().body().contains("refresh_token=s3cret"));
            assertEquals(List.of(), stranger.requests());
        }
    }

    @Test
    void a_login_server_s_redirect_gets_no_password() throws Exception {
        haveCredentials(registry.host());
        try (WebServer stranger =
                WebServer.start(_ -> Reply.of(200, "application/json", "{\"token\":\"abc\"}"))) {
            token = Reply.redirect(307, "http://" + stranger.host() + "/token");

            resolve(PlainHttp.LOOPBACK_ONLY);

            assertFalse(login.requests().getFirst().authorization().isEmpty());
            assertEquals("", stranger.requests().getFirst().authorization());
        }
    }

    @Test
    void a_registry_with_https_may_not_send_the_login_to_clear_text() throws Exception {
        KeyMaterial identity = KeyMaterial.forLoopback(home, "registry");
        try (WebServer secure = WebServer.startTls(identity, this::answer)) {
            trust(identity, secure.host());
            haveCredentials(secure.host());

            Obstacle.Unreachable refused =
                    assertThrows(
                            Obstacle.Unreachable.class,
                            () -> resolve(secure.host(), PlainHttp.PERMITTED));

            assertEquals(Obstacle.Unreachable.Reason.NOT_A_REGISTRY, refused.reason());
            assertTrue(
                    refused.seen().startsWith("expected a login server with HTTPS"),
                    refused.seen());
            assertEquals(List.of(), login.requests());
        }
    }

    @Test
    void a_login_server_with_https_on_another_host_gets_the_credentials() throws Exception {
        KeyMaterial identity = KeyMaterial.forLoopback(home, "login");
        try (WebServer secureLogin = WebServer.startTls(identity, _ -> token)) {
            trust(identity, registry.host());
            haveCredentials(registry.host());
            realm = "https://localhost:" + secureLogin.port() + "/token";

            assertTrue(resolve(PlainHttp.LOOPBACK_ONLY).isEmpty());

            assertFalse(secureLogin.requests().getFirst().authorization().isEmpty());
        }
    }

    @Test
    void a_login_server_in_clear_text_elsewhere_gets_no_credentials() throws Exception {
        haveCredentials(registry.host());
        realm = "http://login.example.com/token";

        Obstacle.AccessDenied denied =
                assertThrows(Obstacle.AccessDenied.class, () -> resolve(PlainHttp.PERMITTED));

        assertEquals(Obstacle.AccessDenied.Reason.CREDENTIALS_IN_CLEAR, denied.reason());
        assertThrows(Obstacle.Unreachable.class, () -> resolve(PlainHttp.LOOPBACK_ONLY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/token",
                "ftp://127.0.0.1/token",
                "http://user:pw@127.0.0.1/token",
                "http://127.0.0.1/token#x",
                "http://a b/"
            })
    void an_address_that_is_none_of_a_login_server_is_refused(String address) {
        realm = address;

        Obstacle.Unreachable refused =
                assertThrows(Obstacle.Unreachable.class, () -> resolve(PlainHttp.LOOPBACK_ONLY));

        assertEquals(Obstacle.Unreachable.Reason.NOT_A_REGISTRY, refused.reason());
        assertFalse(refused.seen().contains("pw"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"token\":\"\"}",
                "{\"token\":7}",
                "{\"token\":\"a\\r\\nX-Evil: 1\"}",
                "{\"token\":\"a\",\"token\":\"b\"}",
                "<html>",
                ""
            })
    void an_answer_without_a_usable_token_is_refused(String answer) {
        token = Reply.of(200, "application/json", answer);

        Obstacle.Unreachable refused =
                assertThrows(Obstacle.Unreachable.class, () -> resolve(PlainHttp.LOOPBACK_ONLY));

        assertEquals(Obstacle.Unreachable.Reason.NOT_A_REGISTRY, refused.reason());
        assertTrue(refused.seen().contains(login.host()), refused.seen());
    }

    @Test
    void a_token_under_the_newer_name_is_taken_too() throws Exception {
        token = Reply.of(200, "application/json", "{\"access_token\":\"abc\"}");

        assertTrue(resolve(PlainHttp.LOOPBACK_ONLY).isEmpty());
    }

    @Test
    void a_token_that_the_registry_does_not_take_is_not_tried_for_ever() {
        token = Reply.of(200, "application/json", "{\"token\":\"other\"}");

        Obstacle.AccessDenied denied =
                assertThrows(Obstacle.AccessDenied.class, () -> resolve(PlainHttp.LOOPBACK_ONLY));

        assertEquals(Obstacle.AccessDenied.Reason.LOGIN_WANTED, denied.reason());
        assertTrue(login.requests().size() <= 2);
    }

    @Test
    void a_login_server_that_fails_is_named_without_the_question() {
        token = Reply.error(500, "OOPS", "down");

        Obstacle.Unreachable failed =
                assertThrows(Obstacle.Unreachable.class, () -> resolve(PlainHttp.LOOPBACK_ONLY));

        assertEquals(Obstacle.Unreachable.Reason.SERVER_ERROR, failed.reason());
        assertTrue(failed.seen().contains("login server " + login.host()), failed.seen());
        assertFalse(failed.seen().contains("account="), failed.seen());
    }

    @Test
    void a_login_server_that_is_not_found_does_not_make_the_tag_one_that_is_missing() {
        token = Reply.error(404, "NOT_FOUND", "no such page");

        Obstacle.Unreachable failed =
                assertThrows(Obstacle.Unreachable.class, () -> resolve(PlainHttp.LOOPBACK_ONLY));

        assertEquals(Obstacle.Unreachable.Reason.NOT_A_REGISTRY, failed.reason());
        assertTrue(failed.seen().contains("login server " + login.host()), failed.seen());
    }

    @Test
    void a_registry_that_names_no_way_to_log_in_wants_one_nevertheless() {
        try (WebServer mute = WebServer.start(_ -> Reply.error(401, "UNAUTHORIZED", "no"))) {
            Obstacle.AccessDenied denied =
                    assertThrows(
                            Obstacle.AccessDenied.class,
                            () -> resolve(mute.host(), PlainHttp.LOOPBACK_ONLY));

            assertEquals(Obstacle.AccessDenied.Reason.LOGIN_WANTED, denied.reason());
            assertEquals(1, mute.questions().size());
        }
    }

    @Test
    void a_password_that_was_refused_is_not_sent_twice_for_one_question() {
        try (WebServer strict = WebServer.start(_ -> Reply.challenge("Basic realm=\"x\""))) {
            haveCredentials(strict.host());

            assertThrows(
                    Obstacle.AccessDenied.class,
                    () -> resolve(strict.host(), PlainHttp.LOOPBACK_ONLY));

            assertEquals(
                    1,
                    strict.requests().stream()
                            .filter(each -> !each.authorization().isEmpty())
                            .count());
        }
    }

    @Test
    void a_denial_is_forbidden_and_not_a_login() {
        try (WebServer strict = WebServer.start(_ -> Reply.error(403, "DENIED", "not for you"))) {
            Obstacle.AccessDenied denied =
                    assertThrows(
                            Obstacle.AccessDenied.class,
                            () -> resolve(strict.host(), PlainHttp.LOOPBACK_ONLY));

            assertEquals(Obstacle.AccessDenied.Reason.FORBIDDEN, denied.reason());
            assertTrue(denied.seen().contains("DENIED: not for you"), denied.seen());
        }
    }

    private Optional<?> resolve(PlainHttp plainHttp) throws Exception {
        return resolve(registry.host(), plainHttp);
    }

    private Optional<?> resolve(String host, PlainHttp plainHttp) throws Exception {
        RegistrySettings settings =
                new RegistrySettings(
                        Map.of("XDG_RUNTIME_DIR", home.resolve("run").toString()),
                        home,
                        Optional.empty(),
                        plainHttp,
                        Duration.ofSeconds(60));
        try (HttpRegistries registries = Clients.hasty(settings)) {
            return registries.resolve(new Repository(host, "team/app"), V1);
        }
    }

    private void haveCredentials(String host) {
        AuthFiles.write(
                home.resolve(".docker/config.json"),
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                        .formatted(host, AuthFiles.auth("user", "pw")));
    }

    private void trust(KeyMaterial authority, String host) throws IOException {
        authority.certificateTo(
                Files.createDirectories(home.resolve(".config/containers/certs.d").resolve(host))
                        .resolve("ca.crt"));
    }
}
