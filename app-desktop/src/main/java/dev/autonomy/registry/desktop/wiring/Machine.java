package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.adapter.patience.LinkPatience;
import dev.autonomy.registry.desktop.wizard.SeedOrder;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.progress.RetryObserver;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the adapters take from this computer: the environment, the user's home, a folder for
 * temporary files, and the product they write for.
 */
public record Machine(
        Map<String, String> environment, Path home, Path temporaryFolder, ToolVersion product) {

    public Machine {
        environment = Map.copyOf(environment);
    }

    /** This product's folder among the user's settings (XDG Base Directory Specification). */
    public Path settings() {
        return Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElseGet(() -> home.resolve(".config"))
                .resolve("autonomy");
    }

    Workplace open(SeedOrder order, RetryObserver retries, LinkPatience links) {
        return new AdapterWorkplace(this, order, retries, links);
    }
}
