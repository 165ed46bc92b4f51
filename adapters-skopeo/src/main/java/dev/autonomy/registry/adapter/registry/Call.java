package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One request of the OCI distribution spec, before it is known where it goes and who asks.
 *
 * @param path at the registry, or the whole address elsewhere
 */
record Call(
        String method,
        String path,
        Scope scope,
        Map<String, String> headers,
        Optional<byte[]> payload,
        Reception reception,
        Patience patience,
        Attempt attempt) {

    /** How long the beginning of an answer may take, in stall times (spec 1.5). */
    enum Patience {
        USUAL(1),
        AFTER_A_BLOB(10);

        private final int stallTimes;

        Patience(int stallTimes) {
            this.stallTimes = stallTimes;
        }

        int stallTimes() {
            return stallTimes;
        }
    }

    /** For an answer that carries no content. */
    private static final Reception SMALL = new Body.Small();

    static Call get(
            Repository repository,
            String what,
            Map<String, String> headers,
            Reception reception,
            Attempt attempt) {
        return new Call(
                "GET",
                path(repository, what),
                new Scope(repository.path(), Scope.Access.PULL),
                headers,
                Optional.empty(),
                reception,
                Patience.USUAL,
                attempt);
    }

    static Call head(Repository repository, String what, Scope.Access access, Attempt attempt) {
        return bare("HEAD", repository, what, access, attempt);
    }

    static Call post(Repository repository, String what, Attempt attempt) {
        return new Call(
                "POST",
                path(repository, what),
                new Scope(repository.path(), Scope.Access.PUSH),
                Map.of(),
                Optional.of(new byte[0]),
                SMALL,
                Patience.USUAL,
                attempt);
    }

    static Call put(
            Repository repository,
            String what,
            String contentType,
            byte[] payload,
            Patience patience,
            Attempt attempt) {
        return new Call(
                "PUT",
                path(repository, what),
                new Scope(repository.path(), Scope.Access.PUSH),
                Map.of("Content-Type", contentType),
                Optional.of(payload),
                SMALL,
                patience,
                attempt);
    }

    static Call delete(Repository repository, String what, Attempt attempt) {
        return bare("DELETE", repository, what, Scope.Access.PUSH, attempt);
    }

    /** The question whether anything there speaks the registry's protocol, and by which login. */
    static Call ping(Attempt attempt) {
        return new Call(
                "GET",
                "/v2/",
                new Scope("", Scope.Access.PULL),
                Map.of(),
                Optional.empty(),
                SMALL,
                Patience.USUAL,
                attempt);
    }

    /** The same at the address that an answer names for it. */
    Call at(URI address) {
        return new Call(
                method, address.toString(), scope, headers, payload, reception, patience, attempt);
    }

    boolean isQuestion() {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static Call bare(
            String method,
            Repository repository,
            String what,
            Scope.Access access,
            Attempt attempt) {
        return new Call(
                method,
                path(repository, what),
                new Scope(repository.path(), access),
                Map.of(),
                Optional.empty(),
                SMALL,
                Patience.USUAL,
                attempt);
    }

    private static String path(Repository repository, String what) {
        return "/v2/" + repository.path() + "/" + what;
    }
}
