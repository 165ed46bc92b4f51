package dev.autonomy.registry.adapter.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.registry.RegistryContract;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.trust.KeyMaterial;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A docker-registry that asks for tokens of a login server (Bearer). */
class TokenLoginTest extends RegistryContract {

    @TempDir private static Path folder;
    private static LoginServer login;
    private static DockerRegistry server;

    @BeforeAll
    static void start() {
        KeyMaterial signer = KeyMaterial.create(folder, "signer", List.of("-ext", "bc:c"));
        login = LoginServer.start(signer);
        server =
                DockerRegistry.start(
                        login.section(signer.certificateTo(folder.resolve("roots")).toString()));
    }

    @AfterAll
    static void stop() {
        server.close();
        login.close();
    }

    @Override
    protected String host() {
        return server.host();
    }

    @Override
    protected RegistrySettings settings() {
        return Settings.withAuthFile(
                AuthFiles.write(
                        folder.resolve("password.json"),
                        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                                .formatted(
                                        server.host(),
                                        AuthFiles.auth(LoginServer.USER, LoginServer.PASSWORD))));
    }

    @Test
    void one_token_serves_all_questions_about_a_repository() throws Exception {
        int before = login.requests().size();

        registries.resolve(repository, new Tag("v1"));
        registries.attachments(repository, new Digest("0".repeat(64)));

        List<WebServer.Request> tokens = login.requests().subList(before, login.requests().size());
        assertEquals(1, tokens.size());
        assertTrue(
                tokens.getFirst()
                        .target()
                        .endsWith(
                                "&scope=repository%3A"
                                        + repository.path().replace("/", "%2F")
                                        + "%3Apull"),
                tokens.getFirst().target());
    }

    @Test
    void a_write_asks_for_push_and_pull_once() throws Exception {
        int before = login.requests().size();

        registries.upload(repository, "one".getBytes(StandardCharsets.UTF_8));
        registries.upload(repository, "two".getBytes(StandardCharsets.UTF_8));

        List<WebServer.Request> tokens = login.requests().subList(before, login.requests().size());
        assertEquals(1, tokens.size());
        assertTrue(tokens.getFirst().target().endsWith("%3Apull%2Cpush"));
    }

    @Test
    void an_identity_token_is_exchanged_by_post() throws Exception {
        Path file =
                AuthFiles.write(
                        folder.resolve("identity.json"),
                        "{\"auths\":{\"%s\":{\"identitytoken\":\"%s\"}}}"
                                .formatted(server.host(), LoginServer.REFRESH_TOKEN));

        try (HttpRegistries asking = new HttpRegistries(Settings.withAuthFile(file))) {
            assertTrue(asking.resolve(repository, new Tag("v1")).isEmpty());
        }

        WebServer.Request last = login.requests().getLast();
        assertEquals("POST", last.method());
        assertEquals("", last.authorization());
        assertFalse(last.target().contains("refresh"));
    }

    @Test
    void a_login_server_that_does_not_know_the_user_is_named() {
        Path file =
                AuthFiles.write(
                        folder.resolve("stranger.json"),
                        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                                .formatted(server.host(), AuthFiles.auth("stranger", "pw")));

        try (HttpRegistries asking = new HttpRegistries(Settings.withAuthFile(file))) {
            Obstacle.AccessDenied denied =
                    assertThrows(
                            Obstacle.AccessDenied.class,
                            () -> asking.resolve(repository, new Tag("v1")));

            assertEquals(Obstacle.AccessDenied.Reason.LOGIN_WANTED, denied.reason());
            assertTrue(denied.seen().contains("did not accept the credentials"), denied.seen());
            assertTrue(denied.seen().contains("who are you?"), denied.seen());
        }
    }
}
