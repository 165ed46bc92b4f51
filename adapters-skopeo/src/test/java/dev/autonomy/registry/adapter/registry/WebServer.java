package dev.autonomy.registry.adapter.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A web server on a free loopback port that answers as a test says and remembers who asked. */
final class WebServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What came in; a header that was not sent is "". */
    record Request(
            String method,
            String target,
            String authorization,
            String proxyAuthorization,
            String body) {

        String path() {
            int query = target.indexOf('?');
            return query < 0 ? target : target.substring(0, query);
        }
    }

    /** What goes out. */
    record Reply(int status, Map<String, String> headers, byte[] body) {

        static Reply of(int status) {
            return new Reply(status, Map.of(), new byte[0]);
        }

        static Reply of(int status, String contentType, String body) {
            return new Reply(
                    status,
                    Map.of("Content-Type", contentType),
                    body.getBytes(StandardCharsets.UTF_8));
        }

        static Reply error(int status, String code, String message) {
            return of(
                    status,
                    "application/json",
                    "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message));
        }

        static Reply redirect(int status, String location) {
            return new Reply(status, Map.of("Location", location), new byte[0]);
        }
    }

    /** Decides what is answered. */
    interface Script {
        Reply answer(Request request);
    }

    private WebServer(HttpServer server, Script script) {
        this.server = server;
        server.createContext("/", exchange -> handle(exchange, script));
        server.setExecutor(threads);
        server.start();
    }

    static WebServer start(Script script) {
        try {
            return new WebServer(HttpServer.create(anyPort(), 0), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WebServer startTls(KeyMaterial identity, Script script) {
        try {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity.store(), new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            HttpsServer server = HttpsServer.create(anyPort(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return new WebServer(server, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private void handle(HttpExchange exchange, Script script) throws IOException {
        try (exchange) {
            Request request =
                    new Request(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            header(exchange, "Authorization"),
                            header(exchange, "Proxy-Authorization"),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            requests.add(request);
            Reply reply = script.answer(request);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            boolean hasBody = reply.body().length > 0 && !request.method().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), hasBody ? reply.body().length : -1);
            if (hasBody) {
                exchange.getResponseBody().write(reply.body());
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** {@code 127.0.0.1:port}. */
    String host() {
        return "127.0.0.1:" + port();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The requests other than the first greeting. */
    List<Request> questions() {
        return requests.stream().filter(each -> !each.target().equals("/v2/")).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
