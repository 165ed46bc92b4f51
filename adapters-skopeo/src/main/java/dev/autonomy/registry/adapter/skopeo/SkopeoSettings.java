package dev.autonomy.registry.adapter.skopeo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What skopeo is run with: the caller's environment (an allow-listed part of it is passed on), the
 * user's home, a credentials file in place of skopeo's own search, the logins it would not find,
 * the registries that are spoken to over plain HTTP ({@code host[:port]}, asked for at each copy),
 * how long nothing may move, and where temporary files go.
 */
public record SkopeoSettings(
        Map<String, String> environment,
        Path home,
        Optional<Path> authFile,
        Logins logins,
        Supplier<Set<String>> plainHttpRegistries,
        Duration stallTimeout,
        Path temporaryFolder) {

    public SkopeoSettings {
        environment = Map.copyOf(environment);
        Objects.requireNonNull(home);
        Objects.requireNonNull(authFile);
        Objects.requireNonNull(logins);
        Objects.requireNonNull(plainHttpRegistries);
        Objects.requireNonNull(temporaryFolder);
        if (stallTimeout.isNegative() || stallTimeout.isZero()) {
            throw new IllegalArgumentException("the stall time-out is more than nothing");
        }
    }
}
