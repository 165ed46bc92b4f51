package dev.autonomy.registry.adapter.tool;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the user's other programs see: the variables as they were before a launcher of ours set some
 * aside, the home folder, and the folder for temporary files (containers' {@code homedir}, Go's
 * {@code os.TempDir}).
 */
public record UserEnvironment(Map<String, String> variables, Path home, Path temporaryFolder) {

    /** In front of the name of a variable that {@code bin/launch.sh} set aside. */
    private static final String SET_ASIDE = "AUTONOMY_USERS_";

    /** What the JDK calls the home of a user who has none. */
    private static final String NO_HOME = "?";

    private static final Path NOWHERE = Path.of("/nonexistent");

    public UserEnvironment {
        variables = Map.copyOf(variables);
    }

    /**
     * @param process the environment of this process
     * @param listedHome the home in the list of users ({@code user.home})
     * @param usualTemporaryFolder where temporary files go unless the user says otherwise
     */
    public static UserEnvironment of(
            Map<String, String> process, String listedHome, String usualTemporaryFolder) {
        Map<String, String> variables = restored(process);
        Path home =
                named(variables, "HOME")
                        .orElseGet(
                                () -> listedHome.equals(NO_HOME) ? NOWHERE : Path.of(listedHome));
        return new UserEnvironment(
                variables,
                home,
                named(variables, "TMPDIR").orElseGet(() -> Path.of(usualTemporaryFolder)));
    }

    private static Optional<Path> named(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isEmpty())
                .map(Path::of);
    }

    private static Map<String, String> restored(Map<String, String> process) {
        Map<String, String> variables = new HashMap<>(process);
        process.forEach(
                (name, value) -> {
                    if (name.startsWith(SET_ASIDE)) {
                        variables.remove(name);
                        restore(variables, name.substring(SET_ASIDE.length()), value);
                    }
                });
        return variables;
    }

    private static void restore(Map<String, String> variables, String name, String value) {
        if (value.isEmpty()) {
            variables.remove(name);
        } else {
            variables.put(name, value);
        }
    }
}
