package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.BlobReading;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.testkit.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Puts artifacts into a plain-HTTP registry and looks at what is there. What it reads it knows by
 * digest from the artifacts it has put.
 */
final class RegistryOverHttp implements ArtifactReader, DigestResolver {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Digest, Manifest> known = new HashMap<>();

    void put(Repository repository, Artifact artifact) throws IOException, InterruptedException {
        for (Artifact child : artifact.children()) {
            put(repository, child);
        }
        for (Map.Entry<Digest, byte[]> blob : artifact.blobs().entrySet()) {
            putBlob(repository, blob.getKey(), blob.getValue());
        }
        putManifest(repository, artifact.digest().toString(), artifact.manifest());
    }

    void putManifest(Repository repository, String reference, Manifest manifest)
            throws IOException, InterruptedException {
        known.put(manifest.digest(), manifest);
        require(
                201,
                send(
                        request(repository, "manifests/" + reference)
                                .header("Content-Type", manifest.mediaType())
                                .PUT(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                manifest.content().bytes()))));
    }

    private void putBlob(Repository repository, Digest digest, byte[] bytes)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> upload =
                send(
                        request(repository, "blobs/uploads/")
                                .POST(HttpRequest.BodyPublishers.noBody()));
        require(202, upload);
        String location = upload.headers().firstValue("Location").orElseThrow();
        require(
                201,
                send(
                        HttpRequest.newBuilder(URI.create(location + "&digest=" + digest))
                                .header("Content-Type", "application/octet-stream")
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))));
    }

    @Override
    public Manifest manifest(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        return read(repository, digest.toString())
                .orElseThrow(
                        () ->
                                new Obstacle.NotFound(
                                        Attempt.at(
                                                "reading",
                                                repository.at(digest),
                                                repository.registry()),
                                        "not there"));
    }

    @Override
    public Optional<Manifest> resolve(Repository repository, Tag tag) throws InterruptedException {
        return read(repository, tag.name());
    }

    private Optional<Manifest> read(Repository repository, String reference)
            throws InterruptedException {
        HttpResponse<byte[]> response = answer(request(repository, "manifests/" + reference).GET());
        return response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(known.get(Artifact.sha256(response.body())));
    }

    @Override
    public OptionalLong blobSize(Repository repository, Digest digest) throws InterruptedException {
        HttpResponse<byte[]> response = answer(request(repository, "blobs/" + digest).HEAD());
        return response.statusCode() == 404
                ? OptionalLong.empty()
                : response.headers().firstValueAsLong("Content-Length");
    }

    @Override
    public <T> T read(
            Repository repository, Descriptor descriptor, long limit, BlobReading<T> reading)
            throws InterruptedException {
        byte[] bytes = answer(request(repository, "blobs/" + descriptor.digest()).GET()).body();
        return reading.of(new ByteArrayInputStream(bytes)::read);
    }

    @Override
    public List<Attachment> attachments(Repository repository, Digest subject) {
        return List.of();
    }

    @Override
    public ReferrersSupport referrersSupport(Repository repository, Digest subject) {
        return ReferrersSupport.FALLBACK_TAG;
    }

    @Override
    public boolean isUnknown(Repository repository) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> plainHttpRegistries() {
        return Set.of();
    }

    private static HttpRequest.Builder request(Repository repository, String path) {
        return HttpRequest.newBuilder(
                        URI.create(
                                "http://"
                                        + repository.registry()
                                        + "/v2/"
                                        + repository.path()
                                        + "/"
                                        + path))
                .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                .header("Accept", "application/vnd.oci.image.index.v1+json");
    }

    private HttpResponse<byte[]> answer(HttpRequest.Builder request) throws InterruptedException {
        try {
            return send(request);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void require(int status, HttpResponse<byte[]> response) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(
                    "expected "
                            + status
                            + ", got "
                            + response.statusCode()
                            + ": "
                            + new String(response.body()));
        }
    }
}
