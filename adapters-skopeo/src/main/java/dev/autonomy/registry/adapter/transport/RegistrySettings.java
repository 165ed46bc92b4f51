package dev.autonomy.registry.adapter.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the client takes from its surroundings.
 *
 * @param environment the variables that name credentials, certificates and proxies: {@code
 *     REGISTRY_AUTH_FILE}, {@code XDG_RUNTIME_DIR}, {@code XDG_CONFIG_HOME}, {@code DOCKER_CONFIG},
 *     {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code NO_PROXY}, {@code SSL_CERT_FILE}, {@code
 *     SSL_CERT_DIR}, {@code PATH}
 * @param home the user's home folder
 * @param authFile the credentials file to use instead of the search (spec 1.2, {@code --authfile})
 * @param stallTimeout how long nothing may move before a request is given up; a month is the most
 */
public record RegistrySettings(
        Map<String, String> environment,
        Path home,
        Optional<Path> authFile,
        PlainHttp plainHttp,
        Duration stallTimeout) {

    /** Multiples of it are still numbers that clocks can add. */
    private static final Duration FOR_EVER = Duration.ofDays(30);

    public RegistrySettings {
        environment = Map.copyOf(environment);
        Objects.requireNonNull(home);
        Objects.requireNonNull(authFile);
        Objects.requireNonNull(plainHttp);
        if (!stallTimeout.isPositive()) {
            throw new IllegalArgumentException("the stall timeout is more than nothing");
        }
        stallTimeout = stallTimeout.compareTo(FOR_EVER) < 0 ? stallTimeout : FOR_EVER;
    }

    /** A variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
