package dev.autonomy.registry.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tests' own plain view of one repository, so that the product is not asked about itself. */
final class TestRegistry {

    private static final String MANIFESTS =
            "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;

    TestRegistry(String host, String repository) {
        base = "http://" + host + "/v2/" + repository + "/";
    }

    void putBlob(String digest, byte[] bytes) {
        HttpResponse<String> begun =
                send(request("blobs/uploads/").POST(BodyPublishers.noBody()).build());
        URI location =
                URI.create(base).resolve(begun.headers().firstValue("Location").orElseThrow());
        String joint = location.getQuery() == null ? "?" : "&";
        require(
                201,
                send(
                        HttpRequest.newBuilder(URI.create(location + joint + "digest=" + digest))
                                .PUT(BodyPublishers.ofByteArray(bytes))
                                .build()));
    }

    void putManifest(String reference, String mediaType, byte[] bytes) {
        require(
                201,
                send(
                        request("manifests/" + reference)
                                .header("Content-Type", mediaType)
                                .PUT(BodyPublishers.ofByteArray(bytes))
                                .build()));
    }

    /** The digest under a tag. */
    Optional<String> digest(String tag) {
        HttpResponse<String> answer =
                send(request("manifests/" + tag).header("Accept", MANIFESTS).build());
        return answer.headers().firstValue("Docker-Content-Digest");
    }

    String manifest(String reference) {
        return send(request("manifests/" + reference).header("Accept", MANIFESTS).build()).body();
    }

    boolean hasBlob(String digest) {
        return send(request("blobs/" + digest).HEAD().build()).statusCode() == 200;
    }

    /** Every tag with its digest. */
    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        try {
            JsonNode list = new ObjectMapper().readTree(send(request("tags/list").build()).body());
            list.path("tags")
                    .forEach(tag -> tags.put(tag.asText(), digest(tag.asText()).orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tags;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer + " " + answer.body());
        }
    }
}
