package dev.autonomy.registry.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small writable registry with the Referrers API on a free loopback port, its content in memory;
 * lists of referrers come in pages (OCI distribution spec 1.1).
 */
public final class ReferrersRegistry implements AutoCloseable {

    private static final Pattern PATH =
            Pattern.compile("/v2/(.+)/(blobs/uploads|blobs|manifests|referrers)/(.*)");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final ClearTextFront front;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int pageSize;
    private final Map<String, byte[]> blobs = new LinkedHashMap<>();
    private final Map<String, ByteArrayOutputStream> uploads = new LinkedHashMap<>();
    private final Map<String, Stored> manifests = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();

    private record Stored(String mediaType, byte[] bytes) {}

    /** A registry that lists this many referrers on a page. */
    public ReferrersRegistry(int pageSize) {
        this.pageSize = pageSize;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v2/", this::handle);
        server.start();
        front = new ClearTextFront(server.getAddress().getPort());
    }

    /** {@code 127.0.0.1:port}. */
    public String host() {
        return "127.0.0.1:" + front.port();
    }

    /** The tags of all repositories, as {@code repository:tag}. */
    public synchronized List<String> tags() {
        return List.copyOf(tags.keySet());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
            if (!path.matches()) {
                send(exchange, exchange.getRequestURI().getPath().equals("/v2/") ? 200 : 404);
                return;
            }
            String repository = path.group(1);
            String reference = path.group(3);
            synchronized (this) {
                switch (path.group(2)) {
                    case "blobs/uploads" -> upload(exchange, repository, reference, body);
                    case "blobs" ->
                            read(exchange, blobs.get(repository + "@" + reference), "", reference);
                    case "manifests" -> manifest(exchange, repository, reference, body);
                    default -> referrers(exchange, repository, reference);
                }
            }
        }
    }

    private void upload(HttpExchange exchange, String repository, String id, byte[] body)
            throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            String begun = UUID.randomUUID().toString();
            uploads.put(begun, new ByteArrayOutputStream());
            accept(exchange, 202, "/v2/" + repository + "/blobs/uploads/" + begun);
            return;
        }
        ByteArrayOutputStream received = uploads.get(id);
        received.write(body);
        if (exchange.getRequestMethod().equals("PATCH")) {
            exchange.getResponseHeaders().set("Range", "0-" + (received.size() - 1));
            accept(exchange, 202, "/v2/" + repository + "/blobs/uploads/" + id);
            return;
        }
        String digest = exchange.getRequestURI().getQuery().replaceFirst(".*digest=", "");
        if (!Artifact.sha256(received.toByteArray()).toString().equals(digest)) {
            send(exchange, 400);
            return;
        }
        blobs.put(repository + "@" + digest, received.toByteArray());
        accept(exchange, 201, "/v2/" + repository + "/blobs/" + digest);
    }

    private void manifest(HttpExchange exchange, String repository, String reference, byte[] body)
            throws IOException {
        boolean byDigest = reference.startsWith("sha256:");
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                String digest = Artifact.sha256(body).toString();
                String mediaType = exchange.getRequestHeaders().getFirst("Content-Type");
                manifests.put(repository + "@" + digest, new Stored(mediaType, body));
                if (!byDigest) {
                    tags.put(repository + ":" + reference, digest);
                }
                JsonNode subject = json.readTree(body).path("subject").path("digest");
                if (subject.isTextual()) {
                    exchange.getResponseHeaders().set("OCI-Subject", subject.textValue());
                }
                accept(exchange, 201, "/v2/" + repository + "/manifests/" + digest);
            }
            case "DELETE" ->
                    send(exchange, tags.remove(repository + ":" + reference) == null ? 404 : 202);
            default -> {
                String digest = byDigest ? reference : tags.get(repository + ":" + reference);
                Stored stored = manifests.get(repository + "@" + digest);
                if (stored == null) {
                    send(exchange, 404);
                } else {
                    read(exchange, stored.bytes(), stored.mediaType(), digest);
                }
            }
        }
    }

    private void referrers(HttpExchange exchange, String repository, String subject)
            throws IOException {
        List<ObjectNode> all = new ArrayList<>();
        for (Map.Entry<String, Stored> each : manifests.entrySet()) {
            JsonNode manifest = json.readTree(each.getValue().bytes());
            boolean refers =
                    each.getKey().startsWith(repository + "@")
                            && manifest.path("subject").path("digest").asText().equals(subject);
            if (refers) {
                all.add(descriptor(each.getKey(), each.getValue(), manifest));
            }
        }
        String query = exchange.getRequestURI().getQuery();
        int from = query == null ? 0 : Integer.parseInt(query.replace("from=", ""));
        int to = Math.min(all.size(), from + pageSize);
        ObjectNode list = json.createObjectNode().put("schemaVersion", 2);
        list.put("mediaType", "application/vnd.oci.image.index.v1+json");
        ArrayNode page = list.putArray("manifests");
        all.subList(from, to).forEach(page::add);
        if (to < all.size()) {
            exchange.getResponseHeaders()
                    .set(
                            "Link",
                            "</v2/%s/referrers/%s?from=%d>; rel=\"next\""
                                    .formatted(repository, subject, to));
        }
        exchange.getResponseHeaders()
                .set("Content-Type", "application/vnd.oci.image.index.v1+json");
        send(exchange, 200, json.writeValueAsBytes(list));
    }

    private ObjectNode descriptor(String key, Stored stored, JsonNode manifest) {
        ObjectNode descriptor =
                json.createObjectNode()
                        .put("mediaType", stored.mediaType())
                        .put("digest", key.substring(key.indexOf('@') + 1))
                        .put("size", stored.bytes().length);
        if (manifest.has("artifactType")) {
            descriptor.set("artifactType", manifest.get("artifactType"));
        }
        return descriptor;
    }

    private static void accept(HttpExchange exchange, int status, String location)
            throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        send(exchange, status);
    }

    private static void read(HttpExchange exchange, byte[] bytes, String mediaType, String digest)
            throws IOException {
        if (bytes == null) {
            send(exchange, 404);
            return;
        }
        exchange.getResponseHeaders()
                .set("Content-Type", mediaType.isEmpty() ? "application/octet-stream" : mediaType);
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        send(exchange, 200, bytes);
    }

    private static void send(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        front.close();
        server.stop(0);
        threads.close();
    }
}
