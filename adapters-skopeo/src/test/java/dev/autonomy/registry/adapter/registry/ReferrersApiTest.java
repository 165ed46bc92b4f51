package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader.ReferrersSupport;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.ClearTextFront;
import dev.autonomy.registry.testkit.DockerRegistry;
import dev.autonomy.registry.testkit.ReferrersRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferrersApiTest {

    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    private final ReferrersRegistry server = new ReferrersRegistry(2);
    private final HttpRegistries registries = Clients.hasty(Settings.none());
    private final Repository repository = new Repository(server.host(), "team/app");
    private final Artifact image = Artifact.image("layer");

    @AfterEach
    void close() {
        registries.close();
        server.close();
    }

    @Test
    void every_page_of_the_list_is_read() throws Exception {
        store(image);
        List<Digest> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Artifact referrer = Artifact.referringTo(image, BUNDLE, "bundle " + i);
            store(referrer);
            expected.add(referrer.digest());
        }

        assertEquals(expected, listed(referrers().orElseThrow()));
    }

    @Test
    void pages_that_are_too_large_together_are_refused() {
        String padding = "\"annotations\":{\"a\":\"" + "x".repeat(1 << 20) + "\"}";
        String page = "{\"schemaVersion\":2,\"manifests\":[]," + padding + "}";
        WebServer.Script script =
                request ->
                        request.target().equals("/v2/")
                                ? WebServer.Reply.of(200)
                                : request.target().contains("/referrers/")
                                        ? WebServer.Reply.of(
                                                200,
                                                Map.of(
                                                        "Content-Type",
                                                        MediaTypes.OCI_INDEX,
                                                        "Link",
                                                        "<" + request.target() + ">; rel=\"next\""),
                                                page.getBytes(StandardCharsets.UTF_8))
                                        : WebServer.Reply.of(404);
        try (WebServer endless = WebServer.start(script)) {
            assertThrows(
                    Obstacle.Malformed.class,
                    () ->
                            registries.attachments(
                                    new Repository(endless.host(), "app"), image.digest()));
            assertTrue(
                    endless.questions().stream()
                                    .filter(each -> each.target().contains("/referrers/"))
                                    .count()
                            <= 5);
        }
    }

    @Test
    void what_only_the_fallback_tag_names_is_listed_too() throws Exception {
        Artifact byApi = Artifact.referringTo(image, BUNDLE, "by the API");
        Artifact byTag = Artifact.image("an sbom without a subject");
        Artifact fallback = Artifact.referrers(byTag, byApi);
        store(image);
        store(byApi);
        store(byTag);
        registries.point(
                repository,
                AttachmentKind.REFERRERS.tagOf(image.digest()),
                Optional.empty(),
                fallback.manifest().content());

        Attachment referrers = referrers().orElseThrow();

        assertEquals(List.of(byApi.digest(), byTag.digest()), listed(referrers));
        assertEquals(
                new Attachment.Listing.ByApi(Optional.of(fallback.manifest())),
                referrers.listing());
    }

    @Test
    void a_subject_nobody_refers_to_has_no_list() throws Exception {
        store(image);

        assertEquals(Optional.empty(), referrers());
        assertEquals(ReferrersSupport.API, registries.referrersSupport(repository, image.digest()));
    }

    @Test
    void a_registry_without_the_api_needs_the_fallback_tag() throws Exception {
        try (DockerRegistry plain = DockerRegistry.start()) {
            assertEquals(
                    ReferrersSupport.FALLBACK_TAG,
                    registries.referrersSupport(
                            new Repository(plain.host(), "team/app"), image.digest()));
        }
    }

    @Test
    void an_answer_of_another_type_is_no_list() throws Exception {
        try (Answering answering = new Answering(200, "application/json", "{}")) {
            assertEquals(
                    ReferrersSupport.FALLBACK_TAG,
                    registries.referrersSupport(answering.repository(), image.digest()));
        }
    }

    @Test
    void a_registry_out_of_order_is_not_one_without_the_api() throws Exception {
        try (Answering answering = new Answering(500, "application/json", "{}")) {
            Obstacle.Unreachable seen =
                    assertThrows(
                            Obstacle.Unreachable.class,
                            () ->
                                    registries.referrersSupport(
                                            answering.repository(), image.digest()));

            assertEquals(Obstacle.Unreachable.Reason.SERVER_ERROR, seen.reason());
        }
    }

    @Test
    void a_list_that_never_ends_is_malformed() throws Exception {
        try (Answering answering =
                new Answering(
                        200,
                        "application/vnd.oci.image.index.v1+json",
                        "{\"schemaVersion\":2,\"manifests\":[]}")) {
            answering.linking();

            assertThrows(
                    Obstacle.Malformed.class,
                    () -> registries.attachments(answering.repository(), image.digest()));
        }
    }

    @Test
    void a_list_that_is_long_enough_to_be_refused_is_not_read_on() throws Exception {
        List<Artifact> many =
                IntStream.range(0, 65).mapToObj(i -> Artifact.image("referrer " + i)).toList();
        Manifest list = Artifact.referrers(many.toArray(Artifact[]::new)).manifest();
        try (Answering answering =
                new Answering(
                        200,
                        "application/vnd.oci.image.index.v1+json",
                        new String(list.content().bytes(), StandardCharsets.UTF_8))) {
            answering.linking();

            List<Attachment> found = registries.attachments(answering.repository(), image.digest());

            assertEquals(65, listed(found.getFirst()).size());
        }
    }

    @Test
    void a_list_that_is_not_one_is_malformed() throws Exception {
        try (Answering answering =
                new Answering(
                        200,
                        "application/vnd.oci.image.index.v1+json",
                        "{\"schemaVersion\":2,\"manifests\":[{\"digest\":1}]}")) {
            assertThrows(
                    Obstacle.Malformed.class,
                    () -> registries.attachments(answering.repository(), image.digest()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Manifests\":[]",
                "\"x\":1,\"X\":1",
                "\"annotations\":{},\"ANNOTATIONS\":{}"
            })
    void a_list_in_two_spellings_is_malformed(String members) throws Exception {
        try (Answering answering =
                new Answering(
                        200,
                        "application/vnd.oci.image.index.v1+json",
                        "{\"schemaVersion\":2,\"manifests\":[]," + members + "}")) {
            assertThrows(
                    Obstacle.Malformed.class,
                    () -> registries.attachments(answering.repository(), image.digest()));
        }
    }

    private Optional<Attachment> referrers() throws Obstacle, InterruptedException {
        List<Attachment> found = registries.attachments(repository, image.digest());
        assertTrue(found.stream().allMatch(each -> each.kind() == AttachmentKind.REFERRERS));
        return found.stream().findFirst();
    }

    private static List<Digest> listed(Attachment attachment) {
        return assertInstanceOf(Manifest.Index.class, attachment.manifest()).manifests().stream()
                .map(Descriptor::digest)
                .toList();
    }

    private void store(Artifact artifact) throws Obstacle, InterruptedException {
        for (byte[] blob : artifact.blobs().values()) {
            registries.upload(repository, blob);
        }
        registries.put(repository, artifact.manifest().content());
    }

    /** A server that gives one answer to every question about referrers. */
    private static final class Answering implements AutoCloseable {

        private final HttpServer server;
        private final ClearTextFront front;
        private volatile boolean links;

        Answering(int status, String contentType, String body) throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/v2/",
                    exchange -> {
                        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().set("Content-Type", contentType);
                        if (links) {
                            exchange.getResponseHeaders().set("Link", "</v2/again>; rel=\"next\"");
                        }
                        String path = exchange.getRequestURI().getPath();
                        boolean isTag = path.contains("/manifests/");
                        boolean isPing = path.equals("/v2/");
                        exchange.sendResponseHeaders(
                                isTag ? 404 : isPing ? 200 : status, bytes.length);
                        exchange.getResponseBody().write(bytes);
                        exchange.close();
                    });
            server.start();
            front = new ClearTextFront(server.getAddress().getPort());
        }

        void linking() {
            links = true;
        }

        Repository repository() {
            return new Repository("127.0.0.1:" + front.port(), "team/app");
        }

        @Override
        public void close() {
            front.close();
            server.stop(0);
        }
    }
}
