package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.transport.trust.KeyMaterial;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A web server on a free loopback port that answers as a test says, down to the bytes, and
 * remembers who asked. In clear text it answers a TLS greeting as Go's servers do.
 */
public final class WebServer implements AutoCloseable {

    private static final int TLS_RECORD = 0x16;

    private final LoopbackListener listener;
    private final Front front;
    private final Script script;
    private final Set<Socket> used = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Semaphore ends = new Semaphore(0);

    /** What came in; header names are in lower case. */
    public record Request(String method, String target, Map<String, String> headers, String body) {

        public String authorization() {
            return header("authorization");
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Decides what is answered. */
    public interface Script {
        Reply answer(Request request);
    }

    /** What goes out; a reply that throws cuts the connection. */
    public interface Reply {
        void writeTo(OutputStream out, Request request) throws IOException;

        static Reply of(int status) {
            return of(status, Map.of(), new byte[0]);
        }

        static Reply of(int status, String contentType, String body) {
            return of(
                    status,
                    Map.of("Content-Type", contentType),
                    body.getBytes(StandardCharsets.UTF_8));
        }

        static Reply of(int status, Map<String, String> headers, byte[] body) {
            return (out, request) -> {
                StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
                headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
                head.append("Content-Length: " + body.length + "\r\n\r\n");
                out.write(head.toString().getBytes(StandardCharsets.UTF_8));
                if (!request.method().equals("HEAD")) {
                    out.write(body);
                }
                out.flush();
            };
        }

        static Reply error(int status, String code, String message) {
            return of(
                    status,
                    "application/json",
                    "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message));
        }

        static Reply redirect(int status, String location) {
            return of(status, Map.of("Location", location), new byte[0]);
        }

        /** A 401 that asks for this. */
        static Reply challenge(String challenge) {
            return of(401, Map.of("WWW-Authenticate", challenge), new byte[0]);
        }

        /** These very bytes, then the end of the connection. */
        static Reply raw(String text) {
            return (out, _) -> {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
                throw new IOException("that was all");
            };
        }
    }

    /** What speaks with a client before the first request. */
    private interface Front {
        Socket over(Socket socket) throws IOException;
    }

    private WebServer(int port, Front front, Script script) {
        this.front = front;
        this.script = script;
        this.listener = new LoopbackListener(port, this::serve);
    }

    public static WebServer start(Script script) {
        return startAt(0, script);
    }

    /** One that answers the greeting as a registry does, and all else as the script says. */
    public static WebServer startRegistry(Script script) {
        return start(
                request ->
                        request.target().equals("/v2/") ? Reply.of(200) : script.answer(request));
    }

    public static WebServer startAt(int port, Script script) {
        return new WebServer(port, socket -> socket, script);
    }

    public static WebServer startTls(KeyMaterial identity, Script script) {
        return startTls(identity, _ -> {}, script);
    }

    /** Wants a certificate of the client within the handshake, as TLS 1.2 does it. */
    public static WebServer startTlsForKnownClients(KeyMaterial identity, Script script) {
        return startTls(
                identity,
                socket -> {
                    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                    socket.setNeedClientAuth(true);
                },
                script);
    }

    /** Over sockets of its own, whose closing waits for no client. */
    private static WebServer startTls(
            KeyMaterial identity, Consumer<SSLSocket> demands, Script script) {
        SSLSocketFactory sockets = identity.serverContext().getSocketFactory();
        return new WebServer(
                0,
                socket -> {
                    SSLSocket secure = (SSLSocket) sockets.createSocket(socket, null, true);
                    demands.accept(secure);
                    return secure;
                },
                script);
    }

    public int port() {
        return listener.port();
    }

    /** {@code 127.0.0.1:port}. */
    public String host() {
        return listener.host();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many connections carried requests. */
    public int connections() {
        return used.size();
    }

    /** Waits until one more connection that carried requests has come to its end. */
    public void awaitEndOfConnection() throws InterruptedException {
        ends.acquire();
    }

    /** The requests other than the greeting. */
    public List<Request> questions() {
        return requests.stream().filter(each -> !each.target().equals("/v2/")).toList();
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            Socket spoken = front.over(socket);
            InputStream in = new BufferedInputStream(spoken.getInputStream());
            OutputStream out = spoken.getOutputStream();
            for (int first = in.read(); first >= 0; first = in.read()) {
                if (first == TLS_RECORD) {
                    out.write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    break;
                }
                Request request = request((char) first + line(in), in);
                used.add(socket);
                requests.add(request);
                script.answer(request).writeTo(out, request);
            }
        } finally {
            if (used.contains(socket)) {
                ends.release();
            }
        }
    }

    private static Request request(String start, InputStream in) throws IOException {
        String[] parts = start.split(" ");
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Request(parts[0], parts[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the client left");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() {
        listener.close();
    }
}
