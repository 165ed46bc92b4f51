package dev.autonomy.registry.adapter.skopeo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.autonomy.registry.model.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The scopes of the rules in one configuration file that concern a repository. */
final class RegistryRules {

    private static final long LARGEST = 1 << 20;

    /** How a user says that no file is meant. */
    private static final Path NOTHING = Path.of("/dev/null");

    private static final Pattern TABLE =
            Pattern.compile("(?m)^\\s*(?:\\[\\[\\s*registry\\s*]]|registry\\s*=)");

    private RegistryRules() {}

    /** Of a registries.conf: the prefixes of its {@code [[registry]]} tables. */
    static List<String> inRegistriesConf(Path file, Repository repository) throws IOException {
        String text = text(file);
        // Reading TOML takes a while to load, and most files have no such table.
        if (!TABLE.matcher(text).find()) {
            return List.of();
        }
        return StreamSupport.stream(
                        new TomlMapper().readTree(text).path("registry").spliterator(), false)
                .map(RegistryRules::prefix)
                .filter(prefix -> concerns(prefix, repository))
                .toList();
    }

    private static String prefix(JsonNode table) {
        String prefix = table.path("prefix").asText();
        String scope = prefix.isEmpty() ? table.path("location").asText() : prefix;
        return scope.endsWith("/") ? scope.substring(0, scope.length() - 1) : scope;
    }

    /** Of a file in a registries.d: the namespaces it has a section for. */
    static List<String> inSignatureStores(Path file, Repository repository) throws IOException {
        String text = text(file);
        if (!text.contains(repository.registry())) {
            return List.of();
        }
        JsonNode sections = new YAMLMapper().readTree(text).path("docker");
        return sections.properties().stream()
                .filter(section -> !section.getValue().isEmpty())
                .map(section -> section.getKey())
                .filter(namespace -> concerns(namespace, repository))
                .toList();
    }

    /** Whether a scope is the repository, a namespace above it, its registry, or a domain of it. */
    static boolean concerns(String scope, Repository repository) {
        if (scope.startsWith("*.")) {
            return repository.registry().endsWith(scope.substring(1));
        }
        String name = repository.toString();
        return !scope.isEmpty()
                && (name.equals(scope)
                        || name.startsWith(scope + "/")
                        || scope.startsWith(name + ":")
                        || scope.startsWith(name + "@"));
    }

    private static String text(Path file) throws IOException {
        if (file.equals(NOTHING)) {
            return "";
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is not a regular file");
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException("it is larger than " + LARGEST + " bytes");
        }
        return Files.readString(file);
    }
}
