package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.transport.connection.LinkFailure;
import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.adapter.transport.connection.ProxyAddress;
import dev.autonomy.registry.adapter.transport.connection.Route;
import dev.autonomy.registry.adapter.words.Words;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.crypto.BadPaddingException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** Names what went wrong between this machine and a server, by the exceptions' types. */
final class TransportFailure {

    /** How the JDK's TLS says that the first bytes of the answer were no TLS record. */
    private static final Set<String> NOT_TLS =
            Set.of(
                    "Unrecognized SSL message, plaintext connection?",
                    "Unsupported or unrecognized SSL message");

    static final int PROXY_WANTS_LOGIN = 407;

    private static final int MAX_CAUSES = 16;

    private TransportFailure() {}

    /** An error of this process, such as an end of memory, is no failure of the link: thrown. */
    static Obstacle.Unreachable obstacle(
            Exception failure, Route route, Duration waited, Duration patience, Attempt attempt) {
        first(failure, Error.class).ifPresent(TransportFailure::rethrow);
        Origin origin = route.origin();
        String server = origin.authority();
        boolean isOver = waited.compareTo(patience) >= 0;
        Reason reason = reason(failure, isOver);
        Optional<String> atProxy =
                route.proxy().flatMap(hop -> atProxy(failure, reason, hop, server));
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
                    default ->
                            isUnreadable(failure)
                                    ? "the answer of "
                                            + server
                                            + " cannot be read as HTTP: "
                                            + innermost(failure)
                                    : "the connection to " + server + " broke off";
                };
        return new Obstacle.Unreachable(reason, attempt, seen);
    }

    private static void rethrow(Error error) {
        throw error;
    }

    /** A proxy that does not accept the login that its address holds, or the lack of one. */
    static String proxyLogin(ProxyAddress proxy) {
        return "the proxy "
                + proxy
                + " wants other credentials than "
                + proxy.variable()
                + " names for it";
    }

    /** What the proxy has to do with it: a connection of our own goes no further than there. */
    private static Optional<String> atProxy(
            Exception failure, Reason reason, ProxyAddress proxy, String server) {
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
                    first(failure, LinkFailure.NoTunnel.class)
                            .map(
                                    refusal ->
                                            refusal.status() == PROXY_WANTS_LOGIN
                                                    ? proxyLogin(proxy)
                                                    : "expected a way through "
                                                            + named
                                                            + ", found HTTP status "
                                                            + refusal.status());
        };
    }

    /**
     * @param isOver whether the request's time was used up, be it for the connection
     */
    private static Reason reason(Exception failure, boolean isOver) {
        if (has(failure, UnknownHostException.class)) {
            return Reason.UNKNOWN_HOST;
        }
        if (has(failure, SocketTimeoutException.class)) {
            return isOver ? Reason.STALLED : Reason.TIMED_OUT;
        }
        if (has(failure, LinkFailure.Stalled.class)) {
            return Reason.STALLED;
        }
        if (has(failure, LinkFailure.TooSlow.class) || has(failure, NoRouteToHostException.class)) {
            return Reason.TIMED_OUT;
        }
        if (has(failure, ConnectException.class)) {
            return Reason.CONNECTION_REFUSED;
        }
        if (isCertificate(failure)) {
            return Reason.CERTIFICATE;
        }
        if (has(failure, BadPaddingException.class)
                || has(failure, EOFException.class)
                || has(failure, SocketException.class)
                || has(failure, ClosedChannelException.class)) {
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

    private static boolean isUnreadable(Exception failure) {
        return has(failure, HttpException.class)
                || has(failure, MessageConstraintException.class)
                || has(failure, ZipException.class)
                || has(failure, MalformedChunkCodingException.class)
                        && !has(failure, TruncatedChunkException.class);
    }

    private static boolean isCertificate(Exception failure) {
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
