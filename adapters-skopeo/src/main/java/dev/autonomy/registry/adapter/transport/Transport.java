package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.transport.connection.Connection;
import dev.autonomy.registry.adapter.transport.connection.ConnectionPool;
import dev.autonomy.registry.adapter.transport.connection.LinkFailure;
import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.adapter.transport.connection.Route;
import dev.autonomy.registry.adapter.transport.connection.TlsSource;
import dev.autonomy.registry.adapter.words.Words;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/**
 * Sends single requests over HTTP/1.1 on behalf of one registry and reads bounded answers; follows
 * nothing and decides nothing. Connections are kept and used again.
 */
final class Transport implements AutoCloseable {

    /** A registry that is greeted is asked more than one question next. */
    private static final int AHEAD = 5;

    /** How long an answer is waited for at most, so that nobody keeps a run with single bytes. */
    private static final int WHOLE_IN_STALL_TIMES = 10;

    /** What is larger has that much more time, in bytes. */
    private static final int USUAL_BODY = 4 << 20;

    private final Duration stallTimeout;
    private final ProxyRules proxies;
    private final ConnectionPool connections;

    Transport(Duration stallTimeout, ProxyRules proxies, TlsSource tls) {
        this.stallTimeout = stallTimeout;
        this.proxies = proxies;
        this.connections = new ConnectionPool(Request.AGENT, tls, stallTimeout);
    }

    /** The answer to the first of many requests to this address's origin. */
    Answer greet(Call call, URI uri) throws Obstacle, InterruptedException {
        return send(call, uri, Optional.empty(), AHEAD);
    }

    Answer send(Call call, URI uri, Optional<String> authorization)
            throws Obstacle, InterruptedException {
        return send(call, uri, authorization, 0);
    }

    private Answer send(Call call, URI uri, Optional<String> authorization, int ahead)
            throws Obstacle, InterruptedException {
        Route route = route(Origin.of(uri), call.attempt());
        Request request = new Request(call, uri, route, authorization);
        Duration patience = stallTimeout.multipliedBy(call.patience().stallTimes());
        long started = System.nanoTime();
        try {
            return answer(request, ahead, patience, started);
        } catch (IOException | HttpException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - started);
            throw TransportFailure.obstacle(e, route, waited, patience, call.attempt());
        }
    }

    private Answer answer(Request request, int ahead, Duration patience, long started)
            throws IOException, HttpException, Obstacle, InterruptedException {
        while (true) {
            Connection connection = connections.take(request.route(), left(patience, started));
            connections.openAhead(request.route(), ahead);
            Fate fate = Fate.DROPPED;
            try {
                Answered answered = answered(request, connection, left(patience, started));
                fate = answered.fate();
                return answered.answer();
            } catch (IOException e) {
                if (!mayBeSentAgain(request.call(), connection, e)) {
                    throw e;
                }
            } finally {
                switch (fate) {
                    case KEPT -> connections.giveBack(connection);
                    case DROPPED -> connections.drop(connection);
                }
            }
        }
    }

    private static Duration left(Duration patience, long started) {
        return patience.minusNanos(System.nanoTime() - started);
    }

    /**
     * Whether the connection was closed by a server that may not have seen the request; only what
     * changes nothing is asked a second time (RFC 9110, 9.2.2).
     */
    private static boolean mayBeSentAgain(Call call, Connection connection, IOException failure) {
        return call.isQuestion()
                && connection.wasIdle()
                && connection.hasNoAnswer()
                && !(failure instanceof LinkFailure)
                && !Thread.currentThread().isInterrupted();
    }

    /** What becomes of a connection after an answer. */
    private enum Fate {
        KEPT,
        DROPPED
    }

    private record Answered(Answer answer, Fate fate) {}

    private Answered answered(Request request, Connection connection, Duration patience)
            throws IOException, HttpException, Obstacle, InterruptedException {
        ClassicHttpRequest message = request.message();
        ClassicHttpResponse head = connection.send(message, patience);
        Call call = request.call();
        requireProxyLogin(request, head);
        Headers headers = headers(head);
        requireSoundLength(headers, request);
        StreamedBody arriving = arriving(call, head, headers, connection);
        Body body = reception(call, head.getCode()).of(arriving);
        boolean isKept =
                connection.isAllSent()
                        && arriving.isOver()
                        && !hasTwoLengths(headers)
                        && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                                message, head, HttpCoreContext.create());
        return new Answered(
                new Answer(request.uri(), head.getCode(), headers, body),
                isKept ? Fate.KEPT : Fate.DROPPED);
    }

    private static void requireProxyLogin(Request request, ClassicHttpResponse head)
            throws Obstacle {
        if (head.getCode() == TransportFailure.PROXY_WANTS_LOGIN
                && request.route().proxy().isPresent()) {
            throw new Obstacle.Unreachable(
                    Obstacle.Unreachable.Reason.PROXY,
                    request.call().attempt(),
                    TransportFailure.proxyLogin(request.route().proxy().get()));
        }
    }

    private static Headers headers(ClassicHttpResponse head) {
        return new Headers(
                Arrays.stream(head.getHeaders())
                        .map(each -> new Headers.Field(each.getName(), each.getValue()))
                        .toList());
    }

    /** A number that is none is no statement; it is not passed over. */
    private static void requireSoundLength(Headers headers, Request request) throws Obstacle {
        Optional<String> stated = headers.firstValue("Content-Length");
        if (stated.isPresent() && Answer.contentLength(headers).isEmpty()) {
            throw new Obstacle.Unreachable(
                    Obstacle.Unreachable.Reason.NOT_A_REGISTRY,
                    request.call().attempt(),
                    "expected a number of bytes in the header Content-Length of "
                            + request.route().origin().authority()
                            + ", found \""
                            + Words.clean(stated.get())
                            + "\"");
        }
    }

    /** Somebody on the way may take the other one (RFC 9112, 6.1). */
    private static boolean hasTwoLengths(Headers headers) {
        return headers.firstValue("Transfer-Encoding").isPresent()
                && headers.firstValue("Content-Length").isPresent();
    }

    private static Reception reception(Call call, int status) {
        boolean isContent = status >= 200 && status < 300;
        return isContent ? call.reception() : new Body.Small();
    }

    private StreamedBody arriving(
            Call call, ClassicHttpResponse head, Headers headers, Connection connection)
            throws IOException, HttpException {
        if (!MessageSupport.canResponseHaveBody(call.method(), head)) {
            return new StreamedBody(InputStream.nullInputStream(), OptionalLong.empty(), "");
        }
        int parts = Math.max(1, Math.ceilDiv(call.reception().limit(), USUAL_BODY));
        Duration longest = stallTimeout.multipliedBy((long) WHOLE_IN_STALL_TIMES * parts);
        return new StreamedBody(
                connection.body(head, stallTimeout, longest),
                Answer.contentLength(headers),
                headers.firstValue("Content-Encoding").orElse(""));
    }

    private Route route(Origin origin, Attempt attempt) throws Obstacle {
        try {
            return new Route(origin, proxies.proxyFor(origin));
        } catch (Unreadable e) {
            throw new Obstacle.Unreachable(
                    Obstacle.Unreachable.Reason.PROXY, attempt, e.getMessage());
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
