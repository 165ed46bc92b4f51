package dev.autonomy.registry.adapter.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings for tests, with nothing of the machine they run on. */
public final class Settings {

    private static final Path NOWHERE = Path.of("no-such-home");

    private Settings() {}

    public static RegistrySettings none() {
        return in(NOWHERE, Map.of());
    }

    public static RegistrySettings in(Path home, Map<String, String> environment) {
        return new RegistrySettings(
                environment,
                home,
                Optional.empty(),
                PlainHttp.LOOPBACK_ONLY,
                Duration.ofSeconds(60));
    }

    public static RegistrySettings withAuthFile(Path file) {
        return new RegistrySettings(
                Map.of(),
                NOWHERE,
                Optional.of(file),
                PlainHttp.LOOPBACK_ONLY,
                Duration.ofSeconds(60));
    }

    public static RegistrySettings impatient() {
        return new RegistrySettings(
                Map.of(),
                NOWHERE,
                Optional.empty(),
                PlainHttp.LOOPBACK_ONLY,
                Duration.ofMillis(300));
    }
}
