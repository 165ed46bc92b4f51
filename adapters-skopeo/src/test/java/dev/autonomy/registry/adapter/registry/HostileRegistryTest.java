package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import dev.autonomy.registry.testkit.Artifact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no sound registry gives; none of their bytes is believed. */
class HostileRegistryTest {

    private static final Tag V1 = new Tag("v1");

    private final Artifact image = Artifact.image("layer");
    private final Artifact other = Artifact.image("other");
    private volatile Reply reply = Reply.of(404);
    private final WebServer server = WebServer.startRegistry(_ -> reply);
    private final HttpRegistries registries = Clients.hasty(Settings.none());
    private final HttpRegistries impatient = Clients.hasty(Settings.impatient());
    private final Repository repository = new Repository(server.host(), "team/app");

    @AfterEach
    void close() {
        registries.close();
        impatient.close();
        server.close();
    }

    @Test
    void other_bytes_for_a_digest_contradict_it() {
        reply = manifest(other, Map.of());

        Obstacle.Contradiction contradiction =
                assertThrows(
                        Obstacle.Contradiction.class,
                        () -> registries.manifest(repository, image.digest()));

        assertEquals(image.digest().toString(), contradiction.expected());
        assertEquals(other.digest().toString(), contradiction.found());
    }

    @Test
    void other_bytes_are_a_contradiction_even_when_they_are_no_manifest() {
        reply = Reply.of(200, MediaTypes.OCI_MANIFEST, "{\"a\":1,\"a\":1}");

        assertThrows(
                Obstacle.Contradiction.class,
                () -> registries.manifest(repository, image.digest()));
    }

    @Test
    void a_digest_header_that_lies_is_a_contradiction() {
        String header = "sha256:" + "0".repeat(64);
        reply = manifest(image, Map.of("Docker-Content-Digest", header));

        Obstacle.Contradiction contradiction =
                assertThrows(
                        Obstacle.Contradiction.class, () -> registries.resolve(repository, V1));

        assertTrue(contradiction.expected().startsWith(header));
        assertEquals(image.digest().toString(), contradiction.found());
    }

    @Test
    void a_registry_that_sends_no_digest_header_is_believed_by_the_bytes() throws Exception {
        reply = manifest(image, Map.of());

        assertEquals(image.manifest(), registries.resolve(repository, V1).orElseThrow());
    }

    @Test
    void an_answer_that_is_compressed_unasked_is_read_as_what_it_was() throws Exception {
        Map<String, String> headers =
                Map.of("Content-Type", MediaTypes.OCI_MANIFEST, "Content-Encoding", "gzip");
        reply = Reply.of(200, headers, gzip(image.manifest().content().bytes()));
        assertEquals(image.manifest(), registries.resolve(repository, V1).orElseThrow());
        assertEquals(image.manifest(), registries.manifest(repository, image.digest()));
        assertTrue(
                server.requests().stream()
                        .allMatch(each -> each.header("accept-encoding").equals("identity")));
    }

    @Test
    void a_blob_that_is_compressed_itself_stays_as_it_is() throws Exception {
        byte[] archive = gzip("policy".getBytes(StandardCharsets.UTF_8));
        Descriptor blob = Descriptor.of("t/x", Artifact.sha256(archive), archive.length);
        reply = Reply.of(200, Map.of("Content-Encoding", "gzip"), archive);

        assertArrayEquals(archive, registries.blob(repository, blob, 1000));
    }

    /** Some stores call what is gzip by itself encoded, and send it in pieces. */
    @Test
    void a_compressed_layer_in_pieces_stays_as_it_is() throws Exception {
        byte[] archive = gzip("layer".getBytes(StandardCharsets.UTF_8));
        Descriptor blob =
                Descriptor.of(
                        "application/vnd.oci.image.layer.v1.tar+gzip",
                        Artifact.sha256(archive),
                        archive.length);
        reply =
                (out, _) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n");
                    write(out, "Transfer-Encoding: chunked\r\n\r\n");
                    write(out, Integer.toHexString(archive.length) + "\r\n");
                    out.write(archive);
                    write(out, "\r\n0\r\n\r\n");
                };

        assertArrayEquals(archive, registries.blob(repository, blob, 1000));
    }

    @Test
    void a_manifest_that_unpacks_to_more_than_the_limit_is_not_unpacked_further() throws Exception {
        reply =
                Reply.of(
                        200,
                        Map.of("Content-Type", MediaTypes.OCI_MANIFEST, "Content-Encoding", "gzip"),
                        gzip(new byte[64 << 20]));

        assertTooLarge();
    }

    @Test
    void a_manifest_that_unpacks_to_nothing_thousands_of_times_is_given_up() throws Exception {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            members.write(gzip(new byte[0]));
        }
        reply =
                Reply.of(
                        200,
                        Map.of("Content-Type", MediaTypes.OCI_MANIFEST, "Content-Encoding", "gzip"),
                        members.toByteArray());

        assertEquals(Reason.CONNECTION_LOST, unreachable(registries).reason());
    }

    @Test
    void a_manifest_of_a_hundred_megabytes_is_not_read() {
        reply =
                Reply.raw(
                        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: 104857600\r\n\r\n{"
                                .formatted(MediaTypes.OCI_MANIFEST));

        assertTooLarge();
    }

    @Test
    void a_body_without_end_is_cut_off() {
        reply =
                (out, _) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
                    while (true) {
                        out.write(new byte[64 << 10]);
                    }
                };

        assertTooLarge();
    }

    @Test
    void a_blob_with_more_bytes_than_it_should_have_is_cut_off() {
        reply =
                (out, _) -> {
                    write(out, "HTTP/1.1 200 OK\r\n\r\n");
                    while (true) {
                        out.write(new byte[64 << 10]);
                    }
                };

        assertThrows(
                Obstacle.Contradiction.class, () -> registries.blob(repository, layer(), 1 << 20));
    }

    @Test
    void a_blob_with_fewer_bytes_than_its_descriptor_says_is_a_contradiction() {
        byte[] bytes = "short".getBytes(StandardCharsets.UTF_8);
        reply = Reply.of(200, Map.of(), bytes);
        Descriptor longer = Descriptor.of("t/x", Artifact.sha256(bytes), bytes.length + 1);

        assertThrows(
                Obstacle.Contradiction.class, () -> registries.blob(repository, longer, 1 << 20));
    }

    @Test
    void a_blob_of_the_right_size_and_other_bytes_is_a_contradiction() {
        reply = Reply.of(200, "application/octet-stream", "LAYER");

        Obstacle.Contradiction contradiction =
                assertThrows(
                        Obstacle.Contradiction.class,
                        () -> registries.blob(repository, layer(), 1 << 20));

        assertEquals(layer().digest().toString(), contradiction.expected());
    }

    @Test
    void a_body_that_breaks_off_is_a_lost_connection() {
        reply =
                Reply.raw(
                        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: 100\r\n\r\n{\"sch"
                                .formatted(MediaTypes.OCI_MANIFEST));

        assertEquals(Reason.CONNECTION_LOST, unreachable(registries).reason());
    }

    @Test
    void an_answer_that_is_not_http_is_a_lost_connection() {
        reply = Reply.raw("\u0015\u0003\u0001\u0000\u0002\u0002\n nonsense");

        assertEquals(Reason.CONNECTION_LOST, unreachable(registries).reason());
    }

    @Test
    void a_registry_that_takes_the_question_and_never_answers_stalls() {
        reply = (_, _) -> waitForever();

        Obstacle.Unreachable stalled = unreachable(impatient);

        assertEquals(Reason.STALLED, stalled.reason());
        assertTrue(stalled.seen().contains(server.host()), stalled.seen());
    }

    @Test
    void a_question_that_stalled_is_not_asked_again() {
        reply = (_, _) -> waitForever();

        unreachable(impatient);

        assertEquals(1, server.questions().size());
    }

    @Test
    void a_registry_that_leaves_without_an_answer_is_not_asked_for_ever() {
        reply = Reply.raw("");

        assertEquals(Reason.CONNECTION_LOST, unreachable(registries).reason());

        assertTrue(server.questions().size() <= 12, server.questions().size() + " times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{"})
    void a_body_that_stops_stalls(String beginning) {
        reply =
                (out, _) -> {
                    write(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
                                    + beginning);
                    waitForever();
                };

        assertEquals(Reason.STALLED, unreachable(impatient).reason());
    }

    @Test
    void a_body_that_only_drips_is_given_up() {
        reply =
                (out, _) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
                    while (true) {
                        write(out, " ");
                        drip();
                    }
                };

        assertEquals(Reason.TIMED_OUT, unreachable(impatient).reason());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404})
    void a_web_page_is_not_a_registry(int status) {
        reply = Reply.of(status, "text/html; charset=utf-8", "<html>Sign in to the Wi-Fi</html>");

        Obstacle.Unreachable refused = unreachable(registries);

        assertEquals(Reason.NOT_A_REGISTRY, refused.reason());
        assertTrue(refused.seen().contains("HTML page"), refused.seen());
    }

    @Test
    void duplicate_members_are_malformed() {
        reply =
                Reply.of(
                        200,
                        MediaTypes.OCI_INDEX,
                        "{\"schemaVersion\":2,\"manifests\":[],\"manifests\":[]}");

        assertThrows(Obstacle.Malformed.class, () -> registries.resolve(repository, V1));
    }

    @Test
    void signatures_in_two_spellings_are_no_attachment() {
        String signatures =
                "{\"schemaVersion\":2,\"config\":%s,\"layers\":[],\"Layers\":[]}"
                        .formatted(
                                "{\"mediaType\":\"t/x\",\"digest\":\"%s\",\"size\":7}"
                                        .formatted(other.digest()));
        reply = Reply.of(200, MediaTypes.OCI_MANIFEST, signatures);

        assertThrows(
                Obstacle.Malformed.class, () -> registries.attachments(repository, image.digest()));
    }

    @Test
    void a_document_that_contradicts_its_content_type_is_malformed() {
        reply =
                Reply.of(
                        200,
                        MediaTypes.OCI_INDEX,
                        new String(image.manifest().content().bytes(), StandardCharsets.UTF_8));

        assertThrows(Obstacle.Malformed.class, () -> registries.resolve(repository, V1));
    }

    @Test
    void the_registry_s_own_words_are_shown_on_one_line_and_not_at_length() {
        reply =
                Reply.error(
                        500, "UNKNOWN\\u001b[2J", "first\\nsecond\\u202e " + "x".repeat(10_000));

        Obstacle.Unreachable failed = unreachable(registries);

        assertEquals(Reason.SERVER_ERROR, failed.reason());
        assertTrue(failed.seen().contains("HTTP status 500 (UNKNOWN [2J: first second"));
        assertTrue(failed.seen().chars().allMatch(c -> c >= ' '), failed.seen());
        assertFalse(failed.seen().contains("\u202e"));
        assertTrue(failed.seen().length() < 500, failed.seen());
    }

    @Test
    void an_endless_error_page_is_not_waited_for() {
        reply =
                (out, _) -> {
                    write(out, "HTTP/1.1 500 Oops\r\nContent-Type: text/plain\r\n\r\n");
                    while (true) {
                        out.write("x".repeat(1 << 10).getBytes(StandardCharsets.UTF_8));
                    }
                };

        assertEquals(Reason.SERVER_ERROR, unreachable(registries).reason());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 418})
    void an_odd_status_is_not_one_of_a_registry(int status) {
        reply = Reply.error(status, "ODD", "odd");

        assertEquals(Reason.NOT_A_REGISTRY, unreachable(registries).reason());
    }

    @Test
    void a_blob_without_a_size_is_not_one_of_a_registry() {
        reply = (out, _) -> write(out, "HTTP/1.1 200 OK\r\nX: y\r\n\r\n");

        Obstacle.Unreachable refused =
                assertThrows(
                        Obstacle.Unreachable.class,
                        () -> registries.blobSize(repository, image.digest()));

        assertEquals(Reason.NOT_A_REGISTRY, refused.reason());
    }

    @Test
    void a_blob_larger_than_memory_has_a_size_that_can_be_asked_for() throws Exception {
        reply = (out, _) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 9000000000000\r\n\r\n");

        for (int i = 0; i < 3; i++) {
            assertEquals(
                    OptionalLong.of(9_000_000_000_000L),
                    registries.blobSize(repository, image.digest()));
        }

        assertEquals(1, server.connections(), "the connection is used again");
    }

    @Test
    void an_empty_blob_is_a_blob() throws Exception {
        reply = Reply.of(200);
        Descriptor empty = Descriptor.of("t/x", Artifact.sha256(new byte[0]), 0);

        assertArrayEquals(new byte[0], registries.blob(repository, empty, 10));
    }

    private Obstacle.Unreachable unreachable(HttpRegistries asked) {
        return assertThrows(Obstacle.Unreachable.class, () -> asked.resolve(repository, V1));
    }

    private void assertTooLarge() {
        Obstacle.Malformed malformed =
                assertThrows(Obstacle.Malformed.class, () -> registries.resolve(repository, V1));
        assertTrue(malformed.seen().contains("at most 4194304 bytes"), malformed.seen());
        assertThrows(
                Obstacle.Malformed.class,
                () -> registries.manifest(repository, new Digest("0".repeat(64))));
    }

    private Descriptor layer() {
        return ((Manifest.Image) image.manifest()).layers().getFirst();
    }

    private static Reply manifest(Artifact artifact, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", artifact.manifest().mediaType());
        return Reply.of(200, headers, artifact.manifest().content().bytes());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** As slow as a server that only wants to keep its client; far faster than a stall. */
    private static void drip() throws IOException {
        try {
            new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Until the server is closed. */
    private static void waitForever() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
