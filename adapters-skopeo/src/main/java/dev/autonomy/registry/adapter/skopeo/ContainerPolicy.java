package dev.autonomy.registry.adapter.skopeo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where this machine's container policy may lie (containers-policy.json(5)). skopeo does nothing
 * without one.
 */
final class ContainerPolicy {

    private ContainerPolicy() {}

    /** The places in the order in which they are looked at, below the root of the file system. */
    static List<Path> places(Map<String, String> environment, Path home, Path root) {
        Set<Path> places = new LinkedHashSet<>();
        Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .filter(folder -> !folder.isEmpty())
                .ifPresent(folder -> places.add(Path.of(folder, "containers/policy.json")));
        places.add(home.resolve(".config/containers/policy.json"));
        places.add(root.resolve("etc/containers/policy.json"));
        return List.copyOf(places);
    }

    static boolean isThere(List<Path> places) {
        return places.stream().anyMatch(Files::isRegularFile);
    }
}
