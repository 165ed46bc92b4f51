package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One registry: finds out once by which scheme it is spoken to, logs in where it asks for that,
 * follows its redirects and waits where it is busy (spec 1.6).
 */
final class Endpoint {

    private static final int MOST_REDIRECTS = 5;

    /** More requests at once than this only queue up in the registry. */
    private static final int REQUESTS_AT_ONCE = 16;

    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_SERVER = "registry-1.docker.io";

    private final String registry;
    private final Transport transport;
    private final Targets targets;
    private final Pause pause;
    private final Semaphore requests = new Semaphore(REQUESTS_AT_ONCE);
    private final ReentrantLock fixing = new ReentrantLock();
    private volatile Optional<URI> base = Optional.empty();

    Endpoint(String registry, Transport transport, Targets targets, Pause pause) {
        this.registry = registry;
        this.transport = transport;
        this.targets = targets;
        this.pause = pause;
    }

    /** The registry's answer to the call. */
    Answer send(Call call) throws Obstacle, InterruptedException {
        return patiently(call, base(call.attempt()).resolve(call.path()));
    }

    /** The answer to the call at an address that the registry named for it. */
    Answer sendTo(URI location, Call call) throws Obstacle, InterruptedException {
        return patiently(call, location);
    }

    Targets targets() {
        return targets;
    }

    boolean speaksPlainHttp() {
        return base.filter(uri -> !Origin.of(uri).isSecure()).isPresent();
    }

    private Answer patiently(Call call, URI target) throws Obstacle, InterruptedException {
        for (int tries = 1; ; tries++) {
            Answer answer = follow(call, target, Optional.empty());
            Optional<Duration> wait = Backoff.before(answer, tries, Instant.now());
            if (wait.isEmpty()) {
                return answer;
            }
            pause.rest(wait.get());
        }
    }

    private Answer follow(Call call, URI start, Optional<String> authorization)
            throws Obstacle, InterruptedException {
        Origin own = Origin.of(base(call.attempt()));
        Optional<String> credentials = authorization;
        URI target = start;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            if (!Origin.of(target).equals(own)) {
                credentials = Optional.empty();
            }
            Answer answer = sendOne(call, target, credentials);
            Optional<URI> next = targets.redirect(answer, call);
            if (next.isEmpty()) {
                return answer;
            }
            target = next.get();
        }
        throw new Obstacle.Unreachable(
                Reason.NOT_A_REGISTRY,
                call.attempt(),
                "expected an answer, found more than " + MOST_REDIRECTS + " redirects in a row");
    }

    private Answer sendOne(Call call, URI target, Optional<String> authorization)
            throws Obstacle, InterruptedException {
        requests.acquire();
        try {
            return transport.send(call, target, authorization);
        } finally {
            requests.release();
        }
    }

    private URI base(Attempt attempt) throws Obstacle, InterruptedException {
        if (base.isEmpty()) {
            fixing.lockInterruptibly();
            try {
                if (base.isEmpty()) {
                    base = Optional.of(found(attempt));
                }
            } finally {
                fixing.unlock();
            }
        }
        return base.get();
    }

    private URI found(Attempt attempt) throws Obstacle, InterruptedException {
        URI secure = server("https", attempt);
        try {
            greet(secure, attempt);
            return secure;
        } catch (Obstacle.Unreachable e) {
            boolean hasNoTls =
                    e.reason() == Reason.CONNECTION_REFUSED
                            || e.reason() == Reason.SPEAKS_PLAIN_HTTP;
            if (!hasNoTls || !targets.mayBePlain(Origin.of(secure))) {
                throw e;
            }
        }
        URI plain = server("http", attempt);
        greet(plain, attempt);
        return plain;
    }

    private void greet(URI server, Attempt attempt) throws Obstacle, InterruptedException {
        Call ping = Call.ping(attempt);
        transport.send(ping, server.resolve(ping.path()), Optional.empty());
    }

    private URI server(String scheme, Attempt attempt) throws Obstacle {
        String host = registry.equals(DOCKER_HUB) ? DOCKER_HUB_SERVER : registry;
        URI server = URI.create(scheme + "://" + host + "/");
        if (server.getHost() == null) {
            throw new Obstacle.Unreachable(
                    Reason.UNKNOWN_HOST, attempt, "\"" + host + "\" is not a host name");
        }
        return server;
    }
}
