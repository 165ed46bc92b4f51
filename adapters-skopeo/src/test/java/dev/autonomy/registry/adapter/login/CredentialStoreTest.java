package dev.autonomy.registry.adapter.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.registry.Clients;
import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.tool.RegistryLogin;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialStoreTest {

    private static final String HOST = "registry.example.com:5000";

    @TempDir private Path home;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void useAnEmptyRuntimeFolder() {
        environment.put("XDG_RUNTIME_DIR", home.resolve("run").toString());
    }

    @Test
    void files_are_searched_in_the_order_of_containers_tools() throws Exception {
        assertEquals(Optional.empty(), found(HOST));

        AuthFiles.write(home.resolve(".dockercfg"), "{" + entry(HOST, "old docker") + "}");
        assertEquals(user("old docker"), found(HOST));

        write(home.resolve(".docker/config.json"), HOST, "docker");
        assertEquals(user("docker"), found(HOST));

        write(home.resolve(".config/containers/auth.json"), HOST, "configuration");
        assertEquals(user("configuration"), found(HOST));

        write(home.resolve("run/containers/auth.json"), HOST, "runtime");
        assertEquals(user("runtime"), found(HOST));
    }

    @Test
    void folders_named_by_the_environment_replace_those_in_the_home() throws Exception {
        write(home.resolve(".docker/config.json"), HOST, "docker");
        write(home.resolve("elsewhere/config.json"), HOST, "moved docker");
        environment.put("DOCKER_CONFIG", home.resolve("elsewhere").toString());
        assertEquals(user("moved docker"), found(HOST));

        write(home.resolve(".config/containers/auth.json"), HOST, "configuration");
        write(home.resolve("xdg/containers/auth.json"), HOST, "moved configuration");
        environment.put("XDG_CONFIG_HOME", home.resolve("xdg").toString());
        assertEquals(user("moved configuration"), found(HOST));
    }

    @Test
    void a_file_without_an_entry_for_the_registry_does_not_end_the_search() throws Exception {
        write(home.resolve("run/containers/auth.json"), "other.example.com", "other");
        write(home.resolve(".docker/config.json"), HOST, "docker");

        assertEquals(user("docker"), found(HOST));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pipe_is_refused_and_not_waited_for() throws Exception {
        Path pipe = Files.createDirectories(home.resolve("run/containers")).resolve("auth.json");
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", pipe.toString()).start().onExit().join().exitValue());

        Obstacle.LoginUnusable failed =
                assertThrows(Obstacle.LoginUnusable.class, () -> found(HOST));

        assertEquals(
                "reading the credentials in "
                        + pipe
                        + ": expected a file, found a folder, pipe or device",
                failed.getMessage());
    }

    @Test
    void the_file_of_the_environment_is_the_only_one() throws Exception {
        write(home.resolve("run/containers/auth.json"), HOST, "runtime");
        write(home.resolve("named.json"), "other.example.com", "other");
        environment.put("REGISTRY_AUTH_FILE", home.resolve("named.json").toString());

        assertEquals(Optional.empty(), found(HOST));
    }

    @Test
    void the_file_of_the_command_line_comes_before_that_of_the_environment() throws Exception {
        write(home.resolve("environment.json"), HOST, "environment");
        Path given = write(home.resolve("given.json"), HOST, "given");
        environment.put("REGISTRY_AUTH_FILE", home.resolve("environment.json").toString());
        RegistrySettings settings = Settings.in(home, environment);
        RegistrySettings withFile =
                new RegistrySettings(
                        settings.environment(),
                        home,
                        Optional.of(given),
                        settings.plainHttp(),
                        settings.stallTimeout());

        assertEquals(
                user("given"),
                new CredentialStore(withFile)
                        .find(HOST, "team/app")
                        .map(KeptCredentials::credentials));
    }

    @Test
    void a_chosen_file_that_does_not_exist_is_said() {
        CredentialStore store =
                new CredentialStore(Settings.withAuthFile(home.resolve("missing.json")));

        Obstacle.LoginUnusable failed =
                assertThrows(Obstacle.LoginUnusable.class, () -> store.find(HOST, "team/app"));

        assertTrue(
                failed.getMessage().contains("missing.json: there is no such file"),
                failed.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"auths\":{\"registry.example.com:5000\":{\"auth\":\"***secret***\"}}}",
                "{\"auths\":{\"registry.example.com:5000\":{\"auth\":\"c2VjcmV0\"}}}",
            })
    void an_unreadable_file_is_named_without_its_content(String content) {
        AuthFiles.write(home.resolve("run/containers/auth.json"), content);

        Obstacle.LoginUnusable failed =
                assertThrows(Obstacle.LoginUnusable.class, () -> found(HOST));

        assertEquals(Obstacle.LoginUnusable.Reason.FILE, failed.reason());

        assertTrue(failed.getMessage().contains("auth.json"));
        assertFalse(failed.getMessage().contains("secret"));
        assertFalse(failed.getMessage().contains("c2VjcmV0"));
    }

    @Test
    void the_longest_prefix_of_the_repository_decides() throws Exception {
        AuthFiles.write(
                home.resolve("run/containers/auth.json"),
                "{\"auths\":{%s,%s,%s}}"
                        .formatted(
                                entry(HOST, "registry"),
                                entry(HOST + "/team", "team"),
                                entry(HOST + "/team/app", "app")));

        assertEquals(user("app"), find(HOST, "team/app"));
        assertEquals(user("app"), find(HOST, "team/app/deeper"));
        assertEquals(user("team"), find(HOST, "team/application"));
        assertEquals(user("registry"), find(HOST, "teams"));
    }

    @Test
    void a_namespace_never_lends_its_credentials_to_the_registry() throws Exception {
        write(home.resolve("run/containers/auth.json"), HOST + "/team", "team");

        assertEquals(Optional.empty(), find(HOST, "other/app"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker.io",
                "index.docker.io",
                "https://index.docker.io/v1/",
                "registry-1.docker.io"
            })
    void docker_hub_goes_by_all_its_names(String key) throws Exception {
        write(home.resolve(".docker/config.json"), key, "hub");

        assertEquals(user("hub"), find("docker.io", "library/busybox"));
    }

    @Test
    void a_key_may_be_an_address() throws Exception {
        write(home.resolve(".docker/config.json"), "https://" + HOST + "/v2/", "docker");

        assertEquals(user("docker"), found(HOST));
    }

    @Test
    void an_identity_token_comes_before_a_password() throws Exception {
        AuthFiles.write(
                home.resolve(".docker/config.json"),
                "{\"auths\":{\"%s\":{\"auth\":\"%s\",\"identitytoken\":\"tok\"}}}"
                        .formatted(HOST, AuthFiles.auth("a", "b")));

        assertEquals(Optional.of(new Credentials.IdentityToken("tok")), found(HOST));
    }

    @Test
    void a_helper_of_the_registry_comes_before_the_file_and_is_given_the_host() throws Exception {
        helper("own", "{\"ServerURL\":\"%s\",\"Username\":\"from helper\",\"Secret\":\"pw\"}");
        AuthFiles.write(
                home.resolve(".docker/config.json"),
                "{\"auths\":{%s},\"credHelpers\":{\"%s\":\"own\"}}"
                        .formatted(entry(HOST, "file"), HOST));

        assertEquals(user("from helper"), found(HOST));
        assertEquals("get " + HOST, Files.readString(home.resolve("asked")).strip());
    }

    @Test
    void the_store_serves_what_the_file_has_no_password_for() throws Exception {
        helper("store", "{\"Username\":\"<token>\",\"Secret\":\"refresh\"}");
        AuthFiles.write(
                home.resolve(".docker/config.json"),
                "{\"auths\":{\"%s\":{},%s},\"credsStore\":\"store\"}"
                        .formatted(HOST, entry("other.example.com", "file")));

        assertEquals(Optional.of(new Credentials.IdentityToken("refresh")), found(HOST));
        assertEquals(user("file"), find("other.example.com", "app"));
    }

    @Test
    void a_helper_that_knows_nothing_lets_the_search_go_on() throws Exception {
        script("store", "echo 'credentials not found in native keychain'; exit 1");
        AuthFiles.write(home.resolve(".docker/config.json"), "{\"credsStore\":\"store\"}");
        AuthFiles.write(home.resolve(".dockercfg"), "{" + entry(HOST, "old docker") + "}");

        assertEquals(user("old docker"), found(HOST));
    }

    @Test
    void a_helper_that_fails_is_named_and_its_words_are_not_repeated() throws Exception {
        script("store", "echo secret; echo secret >&2; exit 3");
        AuthFiles.write(home.resolve(".docker/config.json"), "{\"credsStore\":\"store\"}");

        Obstacle.LoginUnusable failed =
                assertThrows(Obstacle.LoginUnusable.class, () -> found(HOST));

        assertEquals(Obstacle.LoginUnusable.Reason.HELPER_FAILED, failed.reason());
        assertTrue(failed.getMessage().contains("docker-credential-store"));
        assertTrue(failed.getMessage().contains(".docker/config.json"));
        assertTrue(failed.getMessage().contains("status 3"));
        assertFalse(failed.getMessage().contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "../../bin/sh", "-x", "a b"})
    void a_helper_that_is_not_there_or_no_name_is_missing(String name) {
        environment.put("PATH", home.toString());
        AuthFiles.write(home.resolve(".docker/config.json"), "{\"credsStore\":\"" + name + "\"}");

        Obstacle.LoginUnusable missing =
                assertThrows(Obstacle.LoginUnusable.class, () -> found(HOST));

        assertEquals(Obstacle.LoginUnusable.Reason.HELPER_ABSENT, missing.reason());
        assertTrue(missing.getMessage().contains("docker-credential-" + name));
        assertTrue(missing.getMessage().contains(".docker/config.json"));
    }

    @Test
    void a_helper_that_this_user_may_not_run_is_missing() throws Exception {
        script("store", "echo '{}'");
        Files.setPosixFilePermissions(
                home.resolve("bin/docker-credential-store"),
                PosixFilePermissions.fromString("rw-------"));
        AuthFiles.write(home.resolve(".docker/config.json"), "{\"credsStore\":\"store\"}");

        Obstacle.LoginUnusable missing =
                assertThrows(Obstacle.LoginUnusable.class, () -> found(HOST));

        assertEquals(Obstacle.LoginUnusable.Reason.HELPER_ABSENT, missing.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello secret", "[]", ""})
    void an_answer_that_is_no_login_is_the_helpers_failure(String answer) throws Exception {
        script("store", "echo '" + answer + "'");
        AuthFiles.write(home.resolve(".docker/config.json"), "{\"credsStore\":\"store\"}");

        Obstacle.LoginUnusable failed =
                assertThrows(Obstacle.LoginUnusable.class, () -> found(HOST));

        assertEquals(Obstacle.LoginUnusable.Reason.HELPER_FAILED, failed.reason());
        assertFalse(failed.getMessage().contains("secret"));
    }

    @Test
    void an_answer_without_name_and_secret_is_no_login() throws Exception {
        script("store", "echo '{\"ServerURL\":\"x\",\"Username\":\"\",\"Secret\":\"\"}'");
        AuthFiles.write(home.resolve(".docker/config.json"), "{\"credsStore\":\"store\"}");

        assertEquals(Optional.empty(), found(HOST));
    }

    @Test
    void who_keeps_a_login_is_known() throws Exception {
        helper("store", "{\"Username\":\"u\",\"Secret\":\"p\"}");
        AuthFiles.write(
                home.resolve(".docker/config.json"),
                "{\"auths\":{%s},\"credsStore\":\"store\"}"
                        .formatted(entry("other.example.com", "file")));
        CredentialStore store = new CredentialStore(Settings.in(home, environment));

        assertEquals(RegistryLogin.Keeper.HELPER, store.find(HOST, "app").orElseThrow().keeper());
        assertEquals(
                RegistryLogin.Keeper.FILE,
                store.find("other.example.com", "app").orElseThrow().keeper());
    }

    @Test
    void a_login_is_handed_on_as_an_entry_that_reads_the_same() throws Exception {
        for (Credentials each :
                List.of(
                        new Credentials.Password("u", "p:\"ü"),
                        new Credentials.IdentityToken("tok\"en"))) {
            AuthFiles.write(
                    home.resolve(".docker/config.json"),
                    "{\"auths\":{\"%s\":%s}}".formatted(HOST, each.entry()));

            assertEquals(Optional.of(each), found(HOST));
        }
    }

    /** Go's tools pass over an entry whose "auth" holds no colon, whatever else is in it. */
    @Test
    void a_token_is_handed_on_with_a_name_beside_it() {
        String auth = Base64.getEncoder().encodeToString("<token>:".getBytes(UTF_8));

        assertEquals(
                "{\"auth\":\"" + auth + "\",\"identitytoken\":\"tok\"}",
                new Credentials.IdentityToken("tok").entry());
    }

    @Test
    void a_helper_is_asked_once_in_a_run_also_where_it_fails() throws Exception {
        script("store", "echo asked >> '%s'; exit 3".formatted(home.resolve("calls")));
        AuthFiles.write(home.resolve(".docker/config.json"), "{\"credsStore\":\"store\"}");
        Repository repository = new Repository(HOST, "team/app");

        try (HttpRegistries registries = Clients.hasty(Settings.in(home, environment))) {
            assertThrows(Obstacle.LoginUnusable.class, () -> registries.login(repository));
            assertThrows(Obstacle.LoginUnusable.class, () -> registries.login(repository));
        }

        assertEquals(List.of("asked"), Files.readAllLines(home.resolve("calls")));
    }

    @ParameterizedTest
    @CsvSource({"UTF-16, UTF-16", "UTF-16LE, UTF-16", "UTF-16BE, UTF-16", "UTF-8, byte order mark"})
    void what_a_windows_editor_made_of_a_file_is_said(String charset, String said)
            throws Exception {
        Files.createDirectories(home.resolve(".docker"));
        Files.write(
                home.resolve(".docker/config.json"),
                ((charset.equals("UTF-8") ? "\uFEFF" : "") + "{\"auths\":{}}").getBytes(charset));

        Obstacle.LoginUnusable failed =
                assertThrows(Obstacle.LoginUnusable.class, () -> found(HOST));

        assertTrue(failed.getMessage().contains(said), failed.getMessage());
    }

    @Test
    void a_named_file_that_is_none_is_said_before_a_registry_asks() {
        Path named = AuthFiles.write(home.resolve("named.json"), "{\"auths\":");
        CredentialStore store = new CredentialStore(Settings.withAuthFile(named));

        assertThrows(Obstacle.LoginUnusable.class, store::requireNamedFile);
    }

    @Test
    void credentials_never_show_themselves() {
        assertFalse(new Credentials.Password("user", "pw").toString().contains("pw"));
        assertFalse(new Credentials.IdentityToken("tok").toString().contains("tok\""));
        assertEquals("an identity token", new Credentials.IdentityToken("secret").toString());
    }

    private void helper(String name, String json) throws IOException {
        script(
                name,
                """
                read server
                echo "$1 $server" > '%s'
                echo '%s'"""
                        .formatted(home.resolve("asked"), json));
    }

    private void script(String name, String body) throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path script = bin.resolve("docker-credential-" + name);
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        environment.put("PATH", bin.toString());
    }

    private Optional<Credentials> found(String registry) throws Exception {
        return find(registry, "team/app");
    }

    private Optional<Credentials> find(String registry, String path) throws Exception {
        return new CredentialStore(Settings.in(home, environment))
                .find(registry, path)
                .map(KeptCredentials::credentials);
    }

    private static Path write(Path file, String key, String user) {
        return AuthFiles.write(file, "{\"auths\":{" + entry(key, user) + "}}");
    }

    private static String entry(String key, String user) {
        return "\"%s\":{\"auth\":\"%s\"}".formatted(key, AuthFiles.auth(user, "pw"));
    }

    private static Optional<Credentials> user(String name) {
        return Optional.of(new Credentials.Password(name, "pw"));
    }
}
