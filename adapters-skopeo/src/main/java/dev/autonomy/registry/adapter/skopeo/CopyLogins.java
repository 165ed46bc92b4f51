package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.adapter.tool.RegistryLogin;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.AccessDenied;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The logins for one copy, and by registry what kept one from being found. */
record CopyLogins(Map<Repository, RegistryLogin> found, Map<String, Obstacle> failures) {

    /** Asks for each repository; a login that cannot be had is an obstacle only if it is wanted. */
    static CopyLogins of(List<Repository> repositories, Logins logins) throws InterruptedException {
        Map<Repository, RegistryLogin> found = new LinkedHashMap<>();
        Map<String, Obstacle> failures = new LinkedHashMap<>();
        for (Repository repository : repositories) {
            try {
                logins.of(repository).ifPresent(login -> found.put(repository, login));
            } catch (Obstacle failure) {
                failures.put(repository.registry(), failure);
            }
        }
        return new CopyLogins(found, failures);
    }

    /**
     * The content of the one credentials file that skopeo is to read; empty where what it finds by
     * itself is the same. It asks no {@code credsStore}, and gives up where a helper fails.
     */
    Optional<String> authFile() {
        boolean isFoundBySkopeo =
                failures.isEmpty()
                        && found.values().stream()
                                .allMatch(login -> login.keeper() == RegistryLogin.Keeper.FILE);
        return isFoundBySkopeo
                ? Optional.empty()
                : Optional.of(
                        found.entrySet().stream()
                                .map(
                                        each ->
                                                "\"%s\":%s"
                                                        .formatted(
                                                                each.getKey(),
                                                                each.getValue().entry()))
                                .collect(Collectors.joining(",", "{\"auths\":{", "}}")));
    }

    /** A registry that wants a login which could not be had is not the one to blame. */
    Obstacle blamed(Obstacle seen) {
        return seen instanceof AccessDenied denied
                        && denied.reason() == AccessDenied.Reason.LOGIN_WANTED
                ? denied.attempt().registry().map(failures::get).orElse(seen)
                : seen;
    }
}
