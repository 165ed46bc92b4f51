package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Registries that change, lie or refuse while a seed runs. */
class InterferenceEndToEndTest {

    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    private static final DockerRegistry UPSTREAM = Site.publisher();

    private final Site site = new Site(UPSTREAM);
    private final InterposedRegistry upstream = interposed(site.upstream.host());
    private final InterposedRegistry edge = interposed(site.edge.host());

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        site.upstreamView.putManifest(
                "v1", OCI_INDEX, site.fixture.bytes(site.fixture.digest("v1")));
        upstream.close();
        edge.close();
        site.close();
    }

    @Test
    void a_source_tag_that_moves_after_the_pin_is_harmless() {
        edge.on(
                request -> {
                    if (request.startsWith("POST ")) {
                        moveUpstreamTag();
                    }
                    return Optional.empty();
                });

        Site.Ended ended = seed();

        assertEquals(0, ended.status(), ended::toString);
        assertEquals(Optional.of(site.fixture.digest("v1")), site.edgeView.digest("v1"));
        assertEquals(Optional.of(site.fixture.digest("v2")), site.upstreamView.digest("v1"));
    }

    @Test
    void a_destination_tag_that_somebody_moves_during_the_run_is_a_conflict() {
        assertEquals(0, site.seed("v1").status());
        Map<String, String> outputs = site.outputs();
        AtomicBoolean moved = new AtomicBoolean();
        edge.on(
                request -> {
                    boolean copying =
                            request.startsWith("PUT ") && request.contains("/manifests/sha256:");
                    if (copying && moved.compareAndSet(false, true)) {
                        site.edgeView.putManifest(
                                "v1",
                                OCI_MANIFEST,
                                site.fixture.bytes(site.fixture.children("v1").getFirst()));
                    }
                    return Optional.empty();
                });

        Site.Ended ended = seed("v2");

        assertEquals(17, ended.status(), ended::toString);
        assertEquals(
                Optional.of(site.fixture.children("v1").getFirst()), site.edgeView.digest("v1"));
        assertEquals(Optional.of(site.fixture.digest("v1-lock")), site.edgeView.digest("v1-lock"));
        assertEquals(outputs, site.outputs());
    }

    @Test
    void tags_go_back_when_the_registry_refuses_the_image_tag() {
        assertEquals(0, site.seed("v1").status());
        Map<String, String> outputs = site.outputs();
        edge.on(
                request ->
                        request.equals("PUT /v2/robot-behavior/manifests/v1")
                                ? Optional.of(
                                        InterposedRegistry.Answer.error(
                                                403, "DENIED", "tag v1 is immutable"))
                                : Optional.empty());

        Site.Ended ended = seed("v2");

        assertEquals(17, ended.status(), ended::toString);
        assertEquals(Optional.of(site.fixture.digest("v1")), site.edgeView.digest("v1"));
        assertEquals(Optional.of(site.fixture.digest("v1-lock")), site.edgeView.digest("v1-lock"));
        assertEquals(
                Optional.of(site.fixture.digest("v1-policy")), site.edgeView.digest("v1-policy"));
        assertTrue(ended.err().contains("put back"), ended::toString);
        assertTrue(ended.err().contains("immutable"), ended::toString);
        assertEquals(outputs, site.outputs());
    }

    @Test
    void a_signature_that_does_not_arrive_is_incomplete() {
        String signature = signatureOf("v1");
        edge.on(
                request ->
                        request.endsWith("/manifests/" + signature) && request.startsWith("GET")
                                ? Optional.of(
                                        InterposedRegistry.Answer.error(
                                                404, "MANIFEST_UNKNOWN", "manifest unknown"))
                                : Optional.empty());

        Site.Ended ended = seed();

        assertTrue(List.of(7, 11).contains(ended.status()), ended::toString);
        assertEquals(Map.of(), site.edgeView.tags());
    }

    @Test
    void a_signature_that_is_lost_after_the_copy_is_incomplete() {
        String signature = signatureOf("v1");
        AtomicInteger reads = new AtomicInteger();
        edge.on(
                request -> {
                    boolean read =
                            request.startsWith("GET")
                                    && request.endsWith("/manifests/" + signature);
                    return read && reads.incrementAndGet() > 2
                            ? Optional.of(
                                    InterposedRegistry.Answer.error(
                                            404, "MANIFEST_UNKNOWN", "manifest unknown"))
                            : Optional.empty();
                });

        Site.Ended ended = seed();

        assertEquals(11, ended.status(), ended::toString);
        assertEquals(Map.of(), site.edgeView.tags());
        assertEquals(Map.of(), site.outputs());
    }

    @Test
    void a_destination_that_serves_other_bytes_than_were_pushed_is_tampered() {
        String lock = site.fixture.digest("v1-lock");
        edge.on(
                request ->
                        request.equals("GET /v2/robot-behavior/manifests/" + lock)
                                ? Optional.of(
                                        new InterposedRegistry.Answer(
                                                200,
                                                OCI_MANIFEST,
                                                site.fixture.bytes(site.fixture.digest("v2-lock"))))
                                : Optional.empty());

        Site.Ended ended = seed();

        assertEquals(13, ended.status(), ended::toString);
        assertTrue(ended.err().contains(lock), ended::toString);
        assertEquals(Map.of(), site.edgeView.tags());
    }

    @Test
    void a_users_mirrors_and_lookaside_signatures_are_not_applied() throws IOException {
        Path containers = Files.createDirectories(site.home().resolve(".config/containers"));
        Files.writeString(
                containers.resolve("registries.conf"),
                """
                [[registry]]
                prefix = "%s"
                location = "127.0.0.1:1/nowhere"
                """
                        .formatted(site.upstream.host()));
        Path lookaside = Files.createDirectories(containers.resolve("registries.d"));
        Files.writeString(
                lookaside.resolve("default.yaml"),
                """
                docker:
                  %s:
                    use-sigstore-attachments: true
                    lookaside: http://127.0.0.1:1/signatures
                """
                        .formatted(site.upstream.host()));

        Site.Ended ended = site.seed("v1");

        assertEquals(0, ended.status(), ended::toString);
        assertTrue(
                ended.err().contains("registries.conf") && ended.err().contains("not applied"),
                ended::toString);
    }

    private void moveUpstreamTag() {
        site.upstreamView.putManifest(
                "v1", OCI_INDEX, site.fixture.bytes(site.fixture.digest("v2")));
    }

    private String signatureOf(String tag) {
        return site.fixture.digest(site.fixture.digest(tag).replace(':', '-') + ".sig");
    }

    private Site.Ended seed() {
        return seed("v1");
    }

    private Site.Ended seed(String tag) {
        return site.seed(
                upstream.host() + "/robot-behavior:" + tag,
                edge.host() + "/robot-behavior:v1",
                site.fixture.key());
    }

    private static InterposedRegistry interposed(String host) {
        try {
            return new InterposedRegistry(host);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
