package dev.autonomy.registry.adapter.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.json.Json;
import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.tool.CredentialProgram;
import dev.autonomy.registry.adapter.tool.RegistryLogin;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.words.Words;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.LoginUnusable;
import dev.autonomy.registry.outcome.Obstacle.LoginUnusable.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds credentials where skopeo finds them, in the same order: the first file that has some for
 * the repository decides (containers-auth.json(5)).
 */
final class CredentialStore {

    private static final Duration HELPER_TIMEOUT = Duration.ofSeconds(60);
    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_LOGIN = "https://index.docker.io/v1/";

    /** In the words of skopeo's adapter, which looks for it as well. */
    private static final String NO_SUCH_FILE =
            "there is no such file, or this user may not read it";

    private static final String NO_FILE = "expected a file, found a folder, pipe or device";

    private final RegistrySettings settings;

    CredentialStore(RegistrySettings settings) {
        this.settings = settings;
    }

    /** A file that was named is meant, also while no registry has asked for a login yet. */
    void requireNamedFile() throws Obstacle {
        if (settings.authFile().isPresent()) {
            required(settings.authFile().get());
        }
    }

    /** A pipe or a device would have the reader wait. */
    private static boolean isNoFile(Path place) {
        return Files.exists(place) && !Files.isRegularFile(place);
    }

    /** The credentials for a repository by the name its reference gives the registry. */
    Optional<KeptCredentials> find(String registry, String path)
            throws Obstacle, InterruptedException {
        Optional<Path> chosen =
                settings.authFile().or(() -> settings.variable("REGISTRY_AUTH_FILE").map(Path::of));
        if (chosen.isPresent()) {
            return find(chosen.get(), required(chosen.get()), registry, path);
        }
        for (Path place : places()) {
            Optional<AuthFile> file = read(place);
            if (file.isPresent()) {
                Optional<KeptCredentials> found = find(place, file.get(), registry, path);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private List<Path> places() {
        List<Path> places = new ArrayList<>();
        settings.variable("XDG_RUNTIME_DIR")
                .map(Path::of)
                .or(CredentialStore::runtimeFolder)
                .ifPresent(folder -> places.add(folder.resolve("containers/auth.json")));
        places.add(
                settings.variable("XDG_CONFIG_HOME")
                        .map(Path::of)
                        .orElseGet(() -> settings.home().resolve(".config"))
                        .resolve("containers/auth.json"));
        places.add(
                settings.variable("DOCKER_CONFIG")
                        .map(Path::of)
                        .orElseGet(() -> settings.home().resolve(".docker"))
                        .resolve("config.json"));
        places.add(settings.home().resolve(".dockercfg"));
        return places;
    }

    /** {@code /run/containers/<uid>} is where skopeo logs in without a runtime folder. */
    private static Optional<Path> runtimeFolder() {
        try {
            Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            return Optional.of(Path.of("/run/containers", uid.toString()));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static AuthFile required(Path file) throws Obstacle {
        return read(file).orElseThrow(() -> unusable(file, NO_SUCH_FILE));
    }

    private static Optional<AuthFile> read(Path place) throws Obstacle {
        if (isNoFile(place)) {
            throw unusable(place, NO_FILE);
        }
        try {
            byte[] bytes = Files.readAllBytes(place);
            return Optional.of(
                    place.endsWith(".dockercfg")
                            ? AuthFile.parseLegacy(bytes)
                            : AuthFile.parse(bytes));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(place, "this user may not read it, or it is no file");
        } catch (Unreadable e) {
            throw unusable(place, e.getMessage());
        }
    }

    private Optional<KeptCredentials> find(Path place, AuthFile file, String registry, String path)
            throws Obstacle, InterruptedException {
        Optional<String> own = file.helper(registry);
        if (own.isPresent()) {
            return ask(own.get(), place, registry);
        }
        try {
            Optional<Credentials> entry = file.entry(registry, path);
            if (entry.isPresent() || file.store().isEmpty()) {
                return entry.map(each -> new KeptCredentials(each, RegistryLogin.Keeper.FILE));
            }
        } catch (Unreadable e) {
            throw unusable(place, e.getMessage());
        }
        return ask(file.store().get(), place, registry);
    }

    private Optional<KeptCredentials> ask(String name, Path place, String registry)
            throws Obstacle, InterruptedException {
        CredentialProgram helper =
                CredentialProgram.find(name, settings.environment(), HELPER_TIMEOUT)
                        .orElseThrow(
                                () ->
                                        unusable(
                                                Reason.HELPER_ABSENT,
                                                name,
                                                registry,
                                                place
                                                        + " names it, but no folder of PATH has such a program"
                                                        + " that this user may run"));
        try {
            Optional<byte[]> answer =
                    helper.get(registry.equals(DOCKER_HUB) ? DOCKER_HUB_LOGIN : registry);
            return answer.isEmpty() ? Optional.empty() : kept(answer.get());
        } catch (CredentialProgram.Failure e) {
            throw unusable(
                    Reason.HELPER_FAILED,
                    name,
                    registry,
                    e.getMessage() + "; " + place + " names it");
        } catch (Unreadable _) {
            throw unusable(
                    Reason.HELPER_FAILED,
                    name,
                    registry,
                    "expected a JSON object with a login, found something else; "
                            + place
                            + " names it");
        }
    }

    /** An answer without a name and a secret is how some helpers say that they know none. */
    private static Optional<KeptCredentials> kept(byte[] answer) throws Unreadable {
        ObjectNode json = Json.object(answer);
        String user = json.path("Username").asText("");
        String secret = json.path("Secret").asText("");
        if (user.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        Credentials credentials =
                user.equals("<token>")
                        ? new Credentials.IdentityToken(secret)
                        : new Credentials.Password(user, secret);
        return Optional.of(new KeptCredentials(credentials, RegistryLogin.Keeper.HELPER));
    }

    private static Obstacle unusable(Reason reason, String name, String registry, String why) {
        return new LoginUnusable(
                reason,
                new Attempt(
                        "asking for the login at " + registry + " from",
                        Optional.of("docker-credential-" + Words.clean(name)),
                        Optional.of(registry)),
                why);
    }

    static Obstacle.LoginUnusable unusable(Path place, String why) {
        return new LoginUnusable(
                Reason.FILE, Attempt.with("reading the credentials in", place.toString()), why);
    }
}
