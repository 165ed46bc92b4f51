package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.words.Words;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Names what went wrong between this machine and a server, by the exceptions' types. */
final class TransportFailure {

    /** How the JDK's TLS says that the first bytes of the answer were no TLS record. */
    private static final Set<String> NOT_TLS =
            Set.of(
                    "Unrecognized SSL message, plaintext connection?",
                    "Unsupported or unrecognized SSL message");

    /** How the JDK's client says that the proxy answered CONNECT with something else than 200. */
    private static final Pattern NO_TUNNEL = Pattern.compile("Tunnel failed, got: (\\d+)");

    private static final int MAX_CAUSES = 16;

    private TransportFailure() {}

    /** An error of this process, such as an end of memory, is no failure of the link: thrown. */
    static Obstacle.Unreachable obstacle(
            IOException failure,
            Origin origin,
            Optional<ProxyAddress> proxy,
            Duration waited,
            Duration patience,
            Attempt attempt) {
        first(failure, Error.class).ifPresent(TransportFailure::rethrow);
        String server = origin.authority();
        boolean isOver = waited.compareTo(patience) >= 0;
        Reason reason = reason(failure, isOver);
        Optional<String> atProxy = proxy.flatMap(hop -> atProxy(failure, reason, hop, server));
        if (atProxy.isPresent()) {
            return new Obstacle.Unreachable(Reason.PROXY, attempt, atProxy.get());
        }
        String seen =
                switch (reason) {
                    case UNKNOWN_HOST -> "no address is known for the host " + origin.host();
                    case CONNECTION_REFUSED -> "nothing can be reached at " + server;
                    case TIMED_OUT -> server + " could not be reached in time, or was too slow";
                    case STALLED -> "nothing came from " + server + " for " + words(patience);
                    case SPEAKS_PLAIN_HTTP ->
                            "expected HTTPS, but " + server + " answers in clear text";
                    case CERTIFICATE ->
                            "expected a trusted TLS connection to "
                                    + server
                                    + ", found: "
                                    + innermost(failure);
                    default -> "the connection to " + server + " broke off";
                };
        return new Obstacle.Unreachable(reason, attempt, seen);
    }

    private static void rethrow(Error error) {
        throw error;
    }

    /**
     * An answer that made the JDK's client throw what is meant for its caller's mistakes: a number
     * that is none, an address out of range.
     */
    static Obstacle.Unreachable unreadable(
            RuntimeException failure, Origin origin, Attempt attempt) {
        return new Obstacle.Unreachable(
                Reason.NOT_A_REGISTRY,
                attempt,
                "the answer of "
                        + origin.authority()
                        + " cannot be read as HTTP: "
                        + innermost(failure));
    }

    /** What the proxy has to do with it: a connection of our own goes no further than there. */
    private static Optional<String> atProxy(
            IOException failure, Reason reason, ProxyAddress proxy, String server) {
        String named =
                "the proxy " + proxy + ", which " + proxy.variable() + " names for " + server;
        return switch (reason) {
            case UNKNOWN_HOST ->
                    Optional.of(
                            "expected "
                                    + named
                                    + ", found no address for the host "
                                    + proxy.host());
            case CONNECTION_REFUSED, TIMED_OUT ->
                    Optional.of("expected an answer from " + named + ", found none");
            default ->
                    causes(failure)
                            .map(e -> NO_TUNNEL.matcher(Objects.toString(e.getMessage())))
                            .filter(Matcher::matches)
                            .findFirst()
                            .map(
                                    status ->
                                            "expected a way through "
                                                    + named
                                                    + ", found HTTP status "
                                                    + status.group(1));
        };
    }

    /**
     * @param isOver whether the request's time was used up, in which case the JDK speaks of the
     *     connection when it was the TLS handshake that got no answer
     */
    private static Reason reason(IOException failure, boolean isOver) {
        if (has(failure, UnresolvedAddressException.class)) {
            return Reason.UNKNOWN_HOST;
        }
        if (has(failure, HttpConnectTimeoutException.class)) {
            return isOver ? Reason.STALLED : Reason.TIMED_OUT;
        }
        if (has(failure, SubscribedBody.TooSlow.class)) {
            return Reason.TIMED_OUT;
        }
        if (has(failure, HttpTimeoutException.class)
                || has(failure, SubscribedBody.Stalled.class)) {
            return Reason.STALLED;
        }
        if (has(failure, NoRouteToHostException.class)) {
            return Reason.TIMED_OUT;
        }
        if (has(failure, ConnectException.class)) {
            return Reason.CONNECTION_REFUSED;
        }
        if (isCertificate(failure)) {
            return Reason.CERTIFICATE;
        }
        if (has(failure, EOFException.class) || has(failure, SocketException.class)) {
            return Reason.CONNECTION_LOST;
        }
        return first(failure, SSLException.class)
                .map(
                        e ->
                                NOT_TLS.contains(Objects.toString(e.getMessage()))
                                        ? Reason.SPEAKS_PLAIN_HTTP
                                        : Reason.CERTIFICATE)
                .orElse(Reason.CONNECTION_LOST);
    }

    private static boolean isCertificate(IOException failure) {
        return has(failure, CertificateException.class)
                || has(failure, CertPathValidatorException.class)
                || has(failure, CertPathBuilderException.class);
    }

    /** The innermost cause says it best: "unable to find valid certification path …". */
    private static String innermost(Throwable failure) {
        return causes(failure)
                .map(Throwable::getMessage)
                .flatMap(Stream::ofNullable)
                .reduce((_, inner) -> inner)
                .map(Words::clean)
                .orElse("no reason");
    }

    private static String words(Duration patience) {
        long seconds = patience.toSeconds();
        return seconds > 0 ? seconds + " s" : patience.toMillis() + " ms";
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return first(failure, type).isPresent();
    }

    private static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause).limit(MAX_CAUSES);
    }
}
