package dev.autonomy.registry.adapter.skopeo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings for a test, whose home and temporary files lie in its own folder. */
final class Settings {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private Set<String> plainHttp = Set.of();
    private Optional<Path> authFile = Optional.empty();
    private Logins logins = _ -> Optional.empty();
    private Duration stallTimeout = Duration.ofMinutes(5);

    private Settings(Path folder) {
        this.folder = folder;
        environment.put("PATH", System.getenv("PATH"));
    }

    static Settings in(Path folder) {
        return new Settings(folder);
    }

    Settings with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Settings plainHttp(Set<String> registries) {
        plainHttp = registries;
        return this;
    }

    Settings authFile(Path file) {
        authFile = Optional.of(file);
        return this;
    }

    Settings logins(Logins found) {
        logins = found;
        return this;
    }

    Settings stallTimeout(Duration timeout) {
        stallTimeout = timeout;
        return this;
    }

    SkopeoSettings build() {
        return new SkopeoSettings(
                environment,
                home(folder),
                authFile,
                logins,
                () -> plainHttp,
                stallTimeout,
                temp(folder));
    }

    static Path home(Path folder) {
        return folder.resolve("home");
    }

    static Path temp(Path folder) {
        return folder.resolve("temp");
    }
}
