package dev.autonomy.registry.cli.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.autonomy.registry.testkit.ClearTextFront;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before a real registry and can answer in its place, or do something just before it
 * answers.
 */
final class InterposedRegistry implements AutoCloseable {

    private static final Set<String> NOT_FORWARDED =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "expect",
                    "upgrade",
                    "transfer-encoding");

    private final HttpServer server;
    private final ClearTextFront front;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String behind;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Interposition interposition = _ -> Optional.empty();

    /**
     * Sees each request as {@code "METHOD /v2/…"} before the registry does; an answer ends it here.
     */
    @FunctionalInterface
    interface Interposition {
        Optional<Answer> on(String request) throws Exception;
    }

    /** An answer in the registry's place. */
    record Answer(int status, String mediaType, byte[] body) {

        static Answer error(int status, String code, String message) {
            String json =
                    "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message);
            return new Answer(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
        }
    }

    InterposedRegistry(String behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        front = new ClearTextFront(server.getAddress().getPort());
    }

    String host() {
        return "127.0.0.1:" + front.port();
    }

    InterposedRegistry on(Interposition scripted) {
        interposition = scripted;
        return this;
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(request);
            Optional<Answer> answer = interposition.on(request);
            if (answer.isPresent()) {
                exchange.getResponseHeaders().set("Content-Type", answer.get().mediaType());
                send(exchange, answer.get().status(), answer.get().body());
                return;
            }
            forward(exchange, body);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private void forward(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + behind + exchange.getRequestURI()))
                        .method(
                                exchange.getRequestMethod(),
                                body.length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) -> {
                            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                                values.forEach(value -> request.header(name, value));
                            }
                        });
        request.header("X-Forwarded-Host", host());
        HttpResponse<byte[]> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        answer.headers()
                .map()
                .forEach(
                        (name, values) -> {
                            if (!name.equalsIgnoreCase("content-length")
                                    && !name.equalsIgnoreCase("transfer-encoding")) {
                                values.forEach(
                                        value -> exchange.getResponseHeaders().add(name, value));
                            }
                        });
        if (exchange.getRequestMethod().equals("HEAD")) {
            answer.headers()
                    .firstValue("Content-Length")
                    .ifPresent(
                            length -> exchange.getResponseHeaders().set("Content-Length", length));
            exchange.sendResponseHeaders(answer.statusCode(), -1);
            return;
        }
        send(exchange, answer.statusCode(), answer.body());
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        front.close();
        server.stop(0);
        threads.close();
        client.close();
    }
}
