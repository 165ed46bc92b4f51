package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.login.Authorizer;
import dev.autonomy.registry.adapter.patience.Persistence;
import dev.autonomy.registry.adapter.tool.RegistryLogin;
import dev.autonomy.registry.adapter.transport.Answer;
import dev.autonomy.registry.adapter.transport.Body;
import dev.autonomy.registry.adapter.transport.Call;
import dev.autonomy.registry.adapter.transport.Exchange;
import dev.autonomy.registry.adapter.transport.Refusal;
import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One registry: finds out once by which scheme it is spoken to, logs in where it asks for that, and
 * persists where it is busy or fails (spec 1.5, 1.6).
 */
final class Endpoint implements AutoCloseable {

    /** More requests at once than this only queue up in the registry. */
    private static final int REQUESTS_AT_ONCE = 16;

    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_SERVER = "registry-1.docker.io";

    private final String registry;
    private final Exchange exchange;
    private final Authorizer authorizer;
    private final Persistence persistence;
    private final Semaphore requests = new Semaphore(REQUESTS_AT_ONCE);
    private final ReentrantLock fixing = new ReentrantLock();
    private volatile Optional<URI> base = Optional.empty();
    private volatile boolean isClosed;

    Endpoint(String registry, Exchange exchange, Authorizer authorizer, Persistence persistence) {
        this.registry = registry;
        this.exchange = exchange;
        this.authorizer = authorizer;
        this.persistence = persistence;
    }

    /** The registry's answer to a call that may be repeated as it is. */
    Answer send(ScopedCall call) throws Obstacle, InterruptedException {
        return persistOverLostLinks(_ -> once(call));
    }

    /**
     * What comes of a request that may be repeated at any later time: a lost link is waited for,
     * and only a failure over a link that is there counts as a try.
     */
    <T> T persistOverLostLinks(Persistence.Request<T> request)
            throws Obstacle, InterruptedException {
        return persist(tries -> sentOverLostLinks(tries, request));
    }

    private <T> T sentOverLostLinks(int tries, Persistence.Request<T> request)
            throws Obstacle, InterruptedException {
        for (; ; ) {
            try {
                return request.send(tries);
            } catch (Obstacle.Unreachable failure) {
                if (isClosed || !persistence.regainsLink(failure, this::probe)) {
                    throw failure;
                }
            }
        }
    }

    /** Whether the registry was out of reach and answers again, perhaps after a wait. */
    boolean regainsLink() throws InterruptedException {
        return persistence.regainsLink(this::probe);
    }

    private void probe() throws Obstacle, InterruptedException {
        Call ping = ping(Attempt.locally("looking for " + registry));
        exchange.once(ping, base(ping.attempt()).resolve(ping.path()));
    }

    /** What comes of a request that knows itself what to do when it is repeated. */
    <T> T persist(Persistence.Request<T> request) throws Obstacle, InterruptedException {
        return persistence.persist(this::mayPass, request);
    }

    /**
     * The registry's answer to a single call.
     *
     * @throws Obstacle.Unreachable also when the registry is busy or fails (429, 5xx)
     */
    Answer once(ScopedCall call) throws Obstacle, InterruptedException {
        Answer answer = authorized(call, base(call.attempt()).resolve(call.call().path()));
        if (answer.isOutOfOrder()) {
            throw Refusal.of(call.call(), answer);
        }
        return answer;
    }

    Optional<RegistryLogin> login(String path) throws Obstacle, InterruptedException {
        return authorizer.login(path);
    }

    URI location(Answer answer, Attempt attempt) throws Obstacle {
        return exchange.location(answer, attempt);
    }

    Optional<URI> next(Answer page, Attempt attempt) throws Obstacle {
        return exchange.next(page, attempt);
    }

    boolean speaksPlainHttp() {
        return base.filter(uri -> !Origin.of(uri).isSecure()).isPresent();
    }

    /** Who answered before and refuses now is being started again. */
    private boolean mayPass(Obstacle.Unreachable obstacle) {
        boolean isRestarting = base.isPresent() && obstacle.reason() == Reason.CONNECTION_REFUSED;
        return !isClosed && (obstacle.mayPass() || isRestarting);
    }

    private Answer authorized(ScopedCall call, URI target) throws Obstacle, InterruptedException {
        Origin home = Origin.of(base(call.attempt()));
        Optional<String> first = authorizer.authorization(call.scope(), home, call.attempt());
        Answer answer = limited(call.call(), target, home, first);
        if (!answer.isDenial()) {
            return answer;
        }
        Origin denying = Origin.of(answer.uri());
        if (!denying.equals(home)) {
            throw new Obstacle.AccessDenied(
                    Obstacle.AccessDenied.Reason.FORBIDDEN,
                    call.attempt(),
                    home.authority()
                            + " sends this on to "
                            + denying.authority()
                            + ", which denies it: "
                            + answer.described());
        }
        if (answer.status() != Answer.UNAUTHORIZED) {
            return answer;
        }
        authorizer.learn(answer);
        Optional<String> second = authorizer.afterDenial(first, call.scope(), home, call.attempt());
        Answer last = second.isEmpty() ? answer : limited(call.call(), target, home, second);
        if (last.status() == Answer.UNAUTHORIZED) {
            throw new Obstacle.AccessDenied(
                    Obstacle.AccessDenied.Reason.LOGIN_WANTED,
                    call.attempt(),
                    "the registry wants a login: "
                            + last.described()
                            + authorizer.explanation(call.scope()));
        }
        return last;
    }

    private Answer limited(Call call, URI target, Origin home, Optional<String> authorization)
            throws Obstacle, InterruptedException {
        Answer answer = asked(call, target, home, authorization);
        while (answer.body().extent() == Body.Extent.NO_ROOM) {
            call.reception().awaitRoom();
            answer = asked(call, target, home, authorization);
        }
        return answer;
    }

    private Answer asked(Call call, URI target, Origin home, Optional<String> authorization)
            throws Obstacle, InterruptedException {
        requests.acquire();
        try {
            Answer answer = exchange.follow(call, target, home, authorization);
            persistence.answered();
            return answer;
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
        authorizer.requireNamedFile();
        URI secure = server("https", attempt);
        if (Origin.of(secure).isLoopback() && Exchange.isClearText(Origin.of(secure))) {
            return plain(attempt);
        }
        try {
            greet(secure, attempt);
            return secure;
        } catch (Obstacle.Unreachable e) {
            boolean hasNoTls =
                    e.reason() == Reason.CONNECTION_REFUSED
                            || e.reason() == Reason.SPEAKS_PLAIN_HTTP;
            if (!hasNoTls || !exchange.mayBePlain(Origin.of(secure))) {
                throw e;
            }
        }
        return plain(attempt);
    }

    private URI plain(Attempt attempt) throws Obstacle, InterruptedException {
        URI plain = server("http", attempt);
        greet(plain, attempt);
        return plain;
    }

    private void greet(URI server, Attempt attempt) throws Obstacle, InterruptedException {
        Call ping = ping(attempt);
        authorizer.learn(exchange.greet(ping, server.resolve(ping.path())));
    }

    /** The question whether anything there speaks the registry's protocol, and by which login. */
    private static Call ping(Attempt attempt) {
        return Call.bare("GET", "/v2/", attempt);
    }

    private URI server(String scheme, Attempt attempt) throws Obstacle {
        String host = registry.equals(DOCKER_HUB) ? DOCKER_HUB_SERVER : registry;
        try {
            return Exchange.address(scheme + "://" + host + "/");
        } catch (Unreadable e) {
            throw new Obstacle.Unreachable(
                    Reason.UNKNOWN_HOST,
                    attempt,
                    "\"" + host + "\" is not a host: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        isClosed = true;
        exchange.close();
    }
}
