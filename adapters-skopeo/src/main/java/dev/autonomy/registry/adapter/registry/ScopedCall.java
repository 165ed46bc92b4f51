package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.login.Scope;
import dev.autonomy.registry.adapter.transport.Call;
import dev.autonomy.registry.adapter.transport.Reception;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** One request of the OCI distribution spec, and what a login for it has to permit. */
record ScopedCall(Scope scope, Call call) {

    static ScopedCall get(
            Repository repository,
            String what,
            Map<String, String> headers,
            Reception reception,
            Attempt attempt) {
        return new ScopedCall(
                scope(repository, Scope.Access.PULL),
                new Call(
                        "GET",
                        path(repository, what),
                        headers,
                        Optional.empty(),
                        reception,
                        Call.Patience.USUAL,
                        attempt));
    }

    static ScopedCall head(
            Repository repository, String what, Scope.Access access, Attempt attempt) {
        return new ScopedCall(
                scope(repository, access), Call.bare("HEAD", path(repository, what), attempt));
    }

    static ScopedCall post(Repository repository, String what, Attempt attempt) {
        return new ScopedCall(
                scope(repository, Scope.Access.PUSH),
                Call.small(
                        "POST",
                        path(repository, what),
                        Map.of(),
                        Optional.of(new byte[0]),
                        Call.Patience.USUAL,
                        attempt));
    }

    static ScopedCall put(
            Repository repository,
            String what,
            String contentType,
            byte[] payload,
            Call.Patience patience,
            Attempt attempt) {
        return new ScopedCall(
                scope(repository, Scope.Access.PUSH),
                Call.small(
                        "PUT",
                        path(repository, what),
                        Map.of("Content-Type", contentType),
                        Optional.of(payload),
                        patience,
                        attempt));
    }

    static ScopedCall delete(Repository repository, String what, Attempt attempt) {
        return new ScopedCall(
                scope(repository, Scope.Access.PUSH),
                Call.bare("DELETE", path(repository, what), attempt));
    }

    /** The same at the address that an answer names for it. */
    ScopedCall at(URI address) {
        return new ScopedCall(scope, call.at(address));
    }

    Attempt attempt() {
        return call.attempt();
    }

    private static Scope scope(Repository repository, Scope.Access access) {
        return new Scope(repository.path(), access);
    }

    private static String path(Repository repository, String what) {
        return "/v2/" + repository.path() + "/" + what;
    }
}
