package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SkopeoEnvironmentTest {

    @Test
    void only_what_skopeo_needs_is_passed_on() {
        Map<String, String> passedOn =
                Map.ofEntries(
                        Map.entry("PATH", "/bin"),
                        Map.entry("XDG_RUNTIME_DIR", "/run/user/1"),
                        Map.entry("XDG_CONFIG_HOME", "/config"),
                        Map.entry("REGISTRY_AUTH_FILE", "/auth.json"),
                        Map.entry("DOCKER_CONFIG", "/docker"),
                        Map.entry("HTTPS_PROXY", "http://proxy:3128"),
                        Map.entry("https_proxy", "http://proxy:3128"),
                        Map.entry("HTTP_PROXY", "http://proxy:3128"),
                        Map.entry("no_proxy", "localhost"),
                        Map.entry("NO_PROXY", "localhost"),
                        Map.entry("SSL_CERT_FILE", "/ca.pem"),
                        Map.entry("SSL_CERT_DIR", "/certs:/more"),
                        Map.entry("AWS_PROFILE", "edge"));
        Map<String, String> given = new HashMap<>(passedOn);
        given.putAll(
                Map.of(
                        "HOME", "/elsewhere",
                        "TMPDIR", "/elsewhere",
                        "LANG", "de_DE.UTF-8",
                        "LC_ALL", "de_DE.UTF-8",
                        "LD_PRELOAD", "/evil.so",
                        "GODEBUG", "netdns=go",
                        "CONTAINERS_REGISTRIES_CONF", "/mirror.conf",
                        "REGISTRIES_CONFIG_PATH", "/mirror.conf",
                        "SECRET", "s3cret"));

        Map<String, String> seen = environment(given);

        Map<String, String> expected = new HashMap<>(passedOn);
        expected.put("HOME", "/home/me");
        expected.put("TMPDIR", "/private/tmp");
        expected.put("LANG", "C");
        assertEquals(expected, seen);
    }

    @Test
    void files_are_named_so_that_the_working_folder_does_not_matter() {
        Map<String, String> seen = environment(Map.of("REGISTRY_AUTH_FILE", "auth.json"));

        assertEquals(
                Path.of("auth.json").toAbsolutePath().toString(), seen.get("REGISTRY_AUTH_FILE"));
    }

    @Test
    void what_is_set_to_nothing_counts_as_not_set() {
        Map<String, String> seen =
                environment(Map.of("REGISTRY_AUTH_FILE", "", "DOCKER_CONFIG", "", "PATH", "/bin"));

        assertEquals(Set.of("PATH", "HOME", "TMPDIR", "LANG"), seen.keySet());
    }

    private static Map<String, String> environment(Map<String, String> given) {
        return SkopeoEnvironment.of(
                new SkopeoSettings(
                        given,
                        Path.of("/home/me"),
                        Optional.empty(),
                        _ -> Optional.empty(),
                        Set::of,
                        Duration.ofSeconds(60),
                        Path.of("/temp")),
                Path.of("/private/tmp"));
    }
}
