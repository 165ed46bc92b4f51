package dev.autonomy.registry.adapter.skopeo;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of the caller's environment that skopeo gets to see. */
final class SkopeoEnvironment {

    private static final Set<String> PASSED_ON =
            Set.of(
                    "PATH",
                    "HTTP_PROXY",
                    "HTTPS_PROXY",
                    "NO_PROXY",
                    "http_proxy",
                    "https_proxy",
                    "no_proxy");

    /** Names of files and folders, which mean the same in any working folder once absolute. */
    private static final Set<String> PATHS =
            Set.of("REGISTRY_AUTH_FILE", "DOCKER_CONFIG", "SSL_CERT_FILE", "SSL_CERT_DIR");

    /**
     * The XDG folders, and what the credential helpers that skopeo starts find their keyring or
     * cloud account by.
     */
    private static final List<String> PREFIXES =
            List.of(
                    "XDG_",
                    "DBUS_SESSION_BUS_ADDRESS",
                    "GNUPGHOME",
                    "PASSWORD_STORE_DIR",
                    "AWS_",
                    "AZURE_",
                    "CLOUDSDK_",
                    "GOOGLE_");

    private SkopeoEnvironment() {}

    static Map<String, String> of(SkopeoSettings settings, Path temporaryFiles) {
        Map<String, String> environment = new HashMap<>();
        settings.environment()
                .forEach(
                        (name, value) -> {
                            if (PATHS.contains(name)) {
                                // Nothing, made absolute, would name the working folder.
                                if (!value.isEmpty()) {
                                    environment.put(name, absolute(value));
                                }
                            } else if (isPassedOn(name)) {
                                environment.put(name, value);
                            }
                        });
        environment.put("HOME", settings.home().toAbsolutePath().toString());
        environment.put("TMPDIR", temporaryFiles.toString());
        environment.put("LANG", "C");
        return environment;
    }

    private static boolean isPassedOn(String name) {
        return PASSED_ON.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static String absolute(String paths) {
        return String.join(
                ":",
                List.of(paths.split(":")).stream()
                        .map(path -> Path.of(path).toAbsolutePath().toString())
                        .toList());
    }
}
