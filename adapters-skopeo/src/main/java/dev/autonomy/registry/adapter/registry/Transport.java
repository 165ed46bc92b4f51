package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends single requests over HTTP/1.1 and reads bounded answers; follows nothing and decides
 * nothing. Connections are kept for each server.
 */
final class Transport implements AutoCloseable {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(20);
    private static final String AGENT = "autonomy-registry";
    private static final int PROXY_WANTS_LOGIN = 407;

    private final Duration stallTimeout;
    private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

    Transport(RegistrySettings settings) {
        this.stallTimeout = settings.stallTimeout();
    }

    Answer send(Call call, URI uri, Optional<String> authorization)
            throws Obstacle, InterruptedException {
        Origin origin = Origin.of(uri);
        Duration patience = stallTimeout.multipliedBy(call.patience().stallTimes());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(patience)
                        .header("User-Agent", AGENT)
                        .method(
                                call.method(),
                                call.payload()
                                        .map(HttpRequest.BodyPublishers::ofByteArray)
                                        .orElseGet(HttpRequest.BodyPublishers::noBody));
        call.headers().forEach(request::setHeader);
        authorization.ifPresent(value -> request.setHeader("Authorization", value));
        try {
            HttpResponse<Body> response =
                    client(origin).send(request.build(), head -> body(call, head));
            return new Answer(uri, response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw TransportFailure.obstacle(e, origin, patience, call.attempt());
        }
    }

    private BoundedBody body(Call call, HttpResponse.ResponseInfo head) {
        boolean isContent = head.statusCode() >= 200 && head.statusCode() < 300;
        OptionalLong announced =
                call.method().equals("HEAD")
                        ? OptionalLong.empty()
                        : head.headers().firstValueAsLong("Content-Length");
        return new BoundedBody(
                announced, isContent ? call.bodyLimit() : Call.SMALL_BODY, stallTimeout);
    }

    private HttpClient client(Origin origin) {
        return clients.computeIfAbsent(
                origin.authority(),
                _ ->
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .connectTimeout(
                                        stallTimeout.compareTo(LONGEST_CONNECT) < 0
                                                ? stallTimeout
                                                : LONGEST_CONNECT)
                                .build());
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        clients.values().forEach(HttpClient::close);
    }
}
