package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.adapter.tool.RegistryLogin;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Optional;

/** Finds the login for a repository, also where skopeo by itself would not. */
@FunctionalInterface
public interface Logins {

    /** The login, if there is one. May ask a program of the user's. */
    Optional<RegistryLogin> of(Repository repository) throws Obstacle, InterruptedException;
}
