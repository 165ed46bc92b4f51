package dev.autonomy.registry.adapter.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.tool.CredentialProgram;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
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

    private final RegistrySettings settings;

    CredentialStore(RegistrySettings settings) {
        this.settings = settings;
    }

    /** A file that was named is meant, also while no registry has asked for a login yet. */
    void requireNamedFile() throws Obstacle {
        Optional<Path> unreadable = settings.authFile().filter(file -> !Files.isReadable(file));
        if (unreadable.isPresent()) {
            throw unusable(unreadable.get(), NO_SUCH_FILE);
        }
    }

    /** The credentials for a repository by the name its reference gives the registry. */
    Optional<Credentials> find(String registry, String path) throws Obstacle, InterruptedException {
        Optional<Path> chosen =
                settings.authFile().or(() -> settings.variable("REGISTRY_AUTH_FILE").map(Path::of));
        if (chosen.isPresent()) {
            AuthFile file =
                    read(chosen.get()).orElseThrow(() -> unusable(chosen.get(), NO_SUCH_FILE));
            return find(chosen.get(), file, registry, path);
        }
        for (Path place : places()) {
            Optional<AuthFile> file = read(place);
            if (file.isPresent()) {
                Optional<Credentials> found = find(place, file.get(), registry, path);
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

    private Optional<AuthFile> read(Path place) throws Obstacle {
        try {
            byte[] bytes = Files.readAllBytes(place);
            return Optional.of(
                    place.endsWith(".dockercfg")
                            ? AuthFile.parseLegacy(bytes)
                            : AuthFile.parse(bytes));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(place, "it cannot be read");
        } catch (Unreadable e) {
            throw unusable(place, e.getMessage());
        }
    }

    private Optional<Credentials> find(Path place, AuthFile file, String registry, String path)
            throws Obstacle, InterruptedException {
        Optional<String> own = file.helper(registry);
        if (own.isPresent()) {
            return ask(own.get(), place, registry);
        }
        try {
            Optional<Credentials> entry = file.entry(registry, path);
            if (entry.isPresent() || file.store().isEmpty()) {
                return entry;
            }
        } catch (Unreadable e) {
            throw unusable(place, e.getMessage());
        }
        return ask(file.store().get(), place, registry);
    }

    private Optional<Credentials> ask(String name, Path place, String registry)
            throws Obstacle, InterruptedException {
        String program = "docker-credential-" + Words.clean(name);
        Attempt asking =
                Attempt.with("looking for the credentials of " + registry + " in", program);
        CredentialProgram helper =
                CredentialProgram.find(name, settings.environment(), HELPER_TIMEOUT)
                        .orElseThrow(
                                () ->
                                        new Obstacle.ToolMissing(
                                                Obstacle.ToolMissing.Reason.ABSENT,
                                                asking,
                                                place + " names it, but it is not on PATH"));
        try {
            Optional<byte[]> answer =
                    helper.get(registry.equals(DOCKER_HUB) ? DOCKER_HUB_LOGIN : registry);
            return answer.isEmpty() ? Optional.empty() : Optional.of(credentials(answer.get()));
        } catch (CredentialProgram.Failure | Unreadable e) {
            throw new Obstacle.ToolFailed(asking, e.getMessage(), "");
        }
    }

    private static Credentials credentials(byte[] answer) throws Unreadable {
        ObjectNode json = Json.object(answer);
        String user = json.path("Username").asText("");
        String secret = json.path("Secret").asText("");
        return user.equals("<token>")
                ? new Credentials.IdentityToken(secret)
                : new Credentials.Password(user, secret);
    }

    static Obstacle unusable(Path place, String why) {
        return new Obstacle.StorageFailed(
                Obstacle.StorageFailed.Purpose.CREDENTIALS,
                Attempt.with("reading the credentials in", place.toString()),
                why);
    }
}
