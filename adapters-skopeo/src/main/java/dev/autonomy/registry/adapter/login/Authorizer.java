package dev.autonomy.registry.adapter.login;

import dev.autonomy.registry.adapter.tool.RegistryLogin;
import dev.autonomy.registry.adapter.transport.Answer;
import dev.autonomy.registry.adapter.transport.Exchange;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The login at one registry: what it asks for, the credentials for it, and the tokens in use.
 * Credentials are looked for only once the registry asks.
 */
public final class Authorizer {

    private static final String BEARER = "bearer";
    private static final String BASIC = "basic";

    private final String registry;
    private final CredentialStore store;
    private final TokenServer tokens;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Optional<KeptCredentials>> credentials = new HashMap<>();
    private final Map<String, Obstacle> failures = new HashMap<>();
    private final Map<Scope, TokenServer.Token> issued = new HashMap<>();
    private Optional<Challenge> challenge = Optional.empty();

    /**
     * @param exchange also leads to the login server that the registry names
     */
    public Authorizer(String registry, RegistrySettings settings, Exchange exchange) {
        this.registry = registry;
        this.store = new CredentialStore(settings);
        this.tokens = new TokenServer(exchange);
    }

    /** A file that was named is meant, also while no registry has asked for a login yet. */
    public void requireNamedFile() throws Obstacle {
        store.requireNamedFile();
    }

    /** Takes note of what an answer of the registry asks for. */
    public void learn(Answer answer) throws InterruptedException {
        if (answer.status() != Answer.UNAUTHORIZED) {
            return;
        }
        List<Challenge> all = Challenge.parse(answer.values("WWW-Authenticate"));
        lock.lockInterruptibly();
        try {
            first(all, BEARER)
                    .or(() -> first(all, BASIC))
                    .ifPresent(c -> challenge = Optional.of(c));
        } finally {
            lock.unlock();
        }
    }

    /** What was found, or is now, to log in with for the repository. */
    public Optional<RegistryLogin> login(String path) throws Obstacle, InterruptedException {
        lock.lockInterruptibly();
        try {
            return kept(path).map(KeptCredentials::login);
        } finally {
            lock.unlock();
        }
    }

    /** The header to send along, as far as is known what the registry wants. */
    public Optional<String> authorization(Scope scope, Origin origin, Attempt attempt)
            throws Obstacle, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (challenge.isEmpty()) {
                return Optional.empty();
            }
            if (challenge.get().scheme().equals(BEARER)) {
                return Optional.of(token(challenge.get(), scope, origin, attempt).bearer());
            }
            return credentials(scope, origin, attempt)
                    .filter(Credentials.Password.class::isInstance)
                    .map(each -> ((Credentials.Password) each).basic());
        } finally {
            lock.unlock();
        }
    }

    /** The header to try after a denial; empty when there is none but the one refused. */
    public Optional<String> afterDenial(
            Optional<String> refused, Scope scope, Origin origin, Attempt attempt)
            throws Obstacle, InterruptedException {
        lock.lockInterruptibly();
        try {
            issued.values().removeIf(token -> refused.equals(Optional.of(token.bearer())));
            return authorization(scope, origin, attempt)
                    .filter(next -> !refused.equals(Optional.of(next)));
        } finally {
            lock.unlock();
        }
    }

    /** What is known about a login that was denied, in words. */
    public String explanation(Scope scope) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean found =
                    credentials.getOrDefault(scope.repositoryPath(), Optional.empty()).isPresent();
            return found
                    ? "; the credentials found for " + registry + " were not enough"
                    : "; no credentials for " + registry + " were found";
        } finally {
            lock.unlock();
        }
    }

    private TokenServer.Token token(Challenge wanted, Scope scope, Origin origin, Attempt attempt)
            throws Obstacle, InterruptedException {
        TokenServer.Token known = issued.get(scope);
        if (known != null && Instant.now().isBefore(known.until())) {
            return known;
        }
        TokenServer.Token fresh =
                tokens.token(wanted, scope, origin, credentials(scope, origin, attempt), attempt);
        issued.put(scope, fresh);
        return fresh;
    }

    private Optional<Credentials> credentials(Scope scope, Origin origin, Attempt attempt)
            throws Obstacle, InterruptedException {
        Optional<Credentials> found =
                kept(scope.repositoryPath()).map(KeptCredentials::credentials);
        if (found.isPresent() && !origin.isSecure() && !origin.isLoopback()) {
            throw inClear(attempt, origin);
        }
        return found;
    }

    /** Looked for once in a run: a helper may ask the user, or take its time to fail. */
    private Optional<KeptCredentials> kept(String path) throws Obstacle, InterruptedException {
        if (failures.containsKey(path)) {
            throw failures.get(path);
        }
        if (!credentials.containsKey(path)) {
            try {
                credentials.put(path, store.find(registry, path));
            } catch (Obstacle failure) {
                failures.put(path, failure);
                throw failure;
            }
        }
        return credentials.get(path);
    }

    static Obstacle inClear(Attempt attempt, Origin origin) {
        return new Obstacle.AccessDenied(
                Obstacle.AccessDenied.Reason.CREDENTIALS_IN_CLEAR,
                attempt,
                "expected HTTPS to log in, found that "
                        + origin.authority()
                        + " speaks plain HTTP; credentials are sent in clear text on this machine only");
    }

    private static Optional<Challenge> first(List<Challenge> challenges, String scheme) {
        return challenges.stream().filter(each -> each.scheme().equals(scheme)).findFirst();
    }
}
