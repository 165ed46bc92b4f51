package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.words.Words;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLParameters;

/**
 * Sends single requests over HTTP/1.1 on behalf of one registry and reads bounded answers; follows
 * nothing and decides nothing. Connections are kept and used again.
 */
final class Transport implements AutoCloseable {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(20);
    private static final String AGENT = "autonomy-registry";
    private static final int PROXY_WANTS_LOGIN = 407;

    /** How long an answer is waited for at most, so that nobody keeps a run with single bytes. */
    private static final int WHOLE_IN_STALL_TIMES = 10;

    /** What is larger has that much more time, in bytes. */
    private static final int USUAL_BODY = 4 << 20;

    private final RegistrySettings settings;
    private final ProxyRules proxies;
    private final DeferredTls tls;
    private Optional<HttpClient> client = Optional.empty();

    Transport(RegistrySettings settings, ProxyRules proxies, DeferredTls tls) {
        this.settings = settings;
        this.proxies = proxies;
        this.tls = tls;
    }

    Answer send(Call call, URI uri, Optional<String> authorization)
            throws Obstacle, InterruptedException {
        Origin origin = Origin.of(uri);
        Duration patience = settings.stallTimeout().multipliedBy(call.patience().stallTimes());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(patience)
                        .header("User-Agent", AGENT)
                        .header("Accept-Encoding", "identity")
                        .method(
                                call.method(),
                                call.payload()
                                        .map(HttpRequest.BodyPublishers::ofByteArray)
                                        .orElseGet(HttpRequest.BodyPublishers::noBody));
        call.headers().forEach(request::setHeader);
        authorization.ifPresent(value -> request.setHeader("Authorization", value));
        Optional<ProxyAddress> proxy = proxy(origin, call.attempt());
        proxy.flatMap(ProxyAddress::authorization)
                .ifPresent(value -> request.setHeader("Proxy-Authorization", value));
        if (origin.isSecure()) {
            tls.load();
        }
        long started = System.nanoTime();
        try {
            HttpResponse<SubscribedBody> response =
                    client().send(request.build(), head -> arriving(call, head));
            try (SubscribedBody arriving = response.body()) {
                if (response.statusCode() == PROXY_WANTS_LOGIN && proxy.isPresent()) {
                    throw new Obstacle.Unreachable(
                            Obstacle.Unreachable.Reason.PROXY,
                            call.attempt(),
                            "the proxy "
                                    + proxy.get()
                                    + " wants other credentials than "
                                    + proxy.get().variable()
                                    + " names for it");
                }
                Answer answer =
                        new Answer(
                                uri,
                                response.statusCode(),
                                response.headers(),
                                reception(call, response.statusCode()).of(arriving));
                requireSoundLength(answer, call);
                return answer;
            }
        } catch (IOException e) {
            throw TransportFailure.obstacle(
                    e,
                    origin,
                    proxy,
                    Duration.ofNanos(System.nanoTime() - started),
                    patience,
                    call.attempt());
        } catch (RuntimeException e) {
            throw TransportFailure.unreadable(e, origin, call.attempt());
        }
    }

    /** The JDK's client takes some numbers that are none for no statement at all. */
    private static void requireSoundLength(Answer answer, Call call) throws Obstacle {
        Optional<String> stated = answer.header("Content-Length");
        if (stated.isPresent() && answer.contentLength().isEmpty()) {
            throw new Obstacle.Unreachable(
                    Obstacle.Unreachable.Reason.NOT_A_REGISTRY,
                    call.attempt(),
                    "expected a number of bytes in the header Content-Length of "
                            + Origin.of(answer.uri()).authority()
                            + ", found \""
                            + Words.clean(stated.get())
                            + "\"");
        }
    }

    private static Reception reception(Call call, int status) {
        boolean isContent = status >= 200 && status < 300;
        return isContent ? call.reception() : new Body.Small();
    }

    private SubscribedBody arriving(Call call, HttpResponse.ResponseInfo head) {
        OptionalLong announced =
                call.method().equals("HEAD")
                        ? OptionalLong.empty()
                        : Answer.contentLength(head.headers());
        int parts = Math.max(1, Math.ceilDiv(call.reception().limit(), USUAL_BODY));
        Duration longest =
                settings.stallTimeout().multipliedBy((long) WHOLE_IN_STALL_TIMES * parts);
        return new SubscribedBody(announced, settings.stallTimeout(), longest);
    }

    private Optional<ProxyAddress> proxy(Origin origin, Attempt attempt) throws Obstacle {
        try {
            return proxies.proxyFor(origin);
        } catch (Unreadable e) {
            throw new Obstacle.Unreachable(
                    Obstacle.Unreachable.Reason.PROXY, attempt, e.getMessage());
        }
    }

    private synchronized HttpClient client() {
        if (client.isEmpty()) {
            client =
                    Optional.of(
                            HttpClient.newBuilder()
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .followRedirects(HttpClient.Redirect.NEVER)
                                    .connectTimeout(LONGEST_CONNECT)
                                    .proxy(new Selector(proxies))
                                    .sslContext(tls.context())
                                    .sslParameters(protocols())
                                    .build());
        }
        return client.get();
    }

    private static SSLParameters protocols() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        return parameters;
    }

    /** The rules as the JDK's client asks for them; what is unusable was refused before. */
    private static final class Selector extends ProxySelector {

        private final ProxyRules rules;

        private Selector(ProxyRules rules) {
            this.rules = rules;
        }

        @Override
        public List<Proxy> select(URI uri) {
            try {
                return rules.proxyFor(Origin.of(uri))
                        .map(each -> List.of(new Proxy(Proxy.Type.HTTP, each.socketAddress())))
                        .orElse(List.of(Proxy.NO_PROXY));
            } catch (Unreadable e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }

    @Override
    public synchronized void close() {
        client.ifPresent(HttpClient::shutdownNow);
        client.ifPresent(HttpClient::close);
    }
}
