package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import dev.autonomy.registry.testkit.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Heads and framings that are too much, too little or without an end. */
class OddHeadTest {

    private static final Tag V1 = new Tag("v1");

    private final Artifact image = Artifact.image("layer");
    private volatile Reply reply = Reply.of(404);
    private final WebServer server = WebServer.startRegistry(_ -> reply);
    private final HttpRegistries registries = Clients.hasty(Settings.impatient());
    private final Repository repository = new Repository(server.host(), "app");

    @AfterEach
    void close() {
        registries.close();
        server.close();
    }

    @Test
    void a_header_of_thousands_of_bytes_is_read() throws Exception {
        reply = withHeaders("X-Padding: " + "x".repeat(8_000) + "\r\n");

        assertEquals(image.manifest(), registries.resolve(repository, V1).orElseThrow());
    }

    @Test
    void a_header_that_is_longer_than_any_address_is_not_read_to_its_end() {
        reply = withHeaders("X-Padding: " + "x".repeat(20_000) + "\r\n");

        assertUnreadable();
    }

    @Test
    void hundreds_of_headers_are_not_read() {
        reply = withHeaders("X: y\r\n".repeat(500));

        assertUnreadable();
    }

    @Test
    void a_head_of_many_long_headers_is_not_read_to_its_end() {
        reply = withHeaders(("X: " + "y".repeat(4_000) + "\r\n").repeat(60));

        assertUnreadable();
    }

    @Test
    void a_head_without_end_is_given_up() {
        reply =
                (out, _) -> {
                    out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.UTF_8));
                    byte[] more = "y".repeat(100).getBytes(StandardCharsets.UTF_8);
                    while (true) {
                        out.write(more);
                        out.flush();
                    }
                };

        assertUnreadable();
    }

    @Test
    void a_head_that_only_drips_is_given_up() {
        reply =
                (out, _) -> {
                    while (true) {
                        out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.UTF_8));
                        out.flush();
                        pause();
                    }
                };

        assertEquals(Reason.TIMED_OUT, refused().reason());
    }

    /** A prefix of headers must not pass for all of them. */
    @Test
    void a_head_that_is_cut_off_is_a_lost_connection() {
        reply = Reply.raw("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n");

        Obstacle.Unreachable lost = refused();

        assertEquals(Reason.CONNECTION_LOST, lost.reason());
        assertTrue(lost.seen().contains("broke off"), lost.seen());
    }

    @Test
    void pieces_without_end_are_not_read_beyond_the_limit() {
        reply =
                (out, _) -> {
                    out.write(chunkedHead());
                    byte[] piece = ("10000\r\n" + "y".repeat(0x10000) + "\r\n").getBytes();
                    while (true) {
                        out.write(piece);
                    }
                };

        assertThrows(Obstacle.Malformed.class, () -> registries.resolve(repository, V1));
    }

    @Test
    void pieces_that_only_drip_are_given_up() {
        reply =
                (out, _) -> {
                    out.write(chunkedHead());
                    while (true) {
                        out.write("1\r\ny\r\n".getBytes(StandardCharsets.UTF_8));
                        out.flush();
                        pause();
                    }
                };

        assertEquals(Reason.TIMED_OUT, refused().reason());
    }

    @Test
    void pieces_that_are_cut_off_are_a_lost_connection() {
        reply =
                Reply.raw(
                        new String(chunkedHead(), StandardCharsets.UTF_8) + "5\r\n{\"sch\r\n5\r\n");

        assertEquals(Reason.CONNECTION_LOST, refused().reason());
    }

    @Test
    void hundreds_of_lines_after_the_last_piece_are_not_read() {
        reply = Reply.raw(inOnePiece() + "0\r\n" + "X: y\r\n".repeat(100) + "\r\n");

        assertUnreadable();
    }

    @Test
    void a_line_without_end_after_the_last_piece_is_not_read() {
        reply = Reply.raw(inOnePiece() + "0\r\nX: " + "y".repeat(100_000) + "\r\n\r\n");

        assertUnreadable();
    }

    @Test
    void a_few_lines_after_the_last_piece_are_passed_over() throws Exception {
        reply = Reply.raw(inOnePiece() + "0\r\nX: y\r\n\r\n");

        assertEquals(image.manifest(), registries.resolve(repository, V1).orElseThrow());
    }

    private String inOnePiece() {
        byte[] bytes = image.manifest().content().bytes();
        return new String(chunkedHead(), StandardCharsets.UTF_8)
                + Integer.toHexString(bytes.length)
                + "\r\n"
                + new String(bytes, StandardCharsets.UTF_8)
                + "\r\n";
    }

    @Test
    void a_coding_that_is_not_known_is_not_guessed() {
        reply =
                Reply.raw(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: br, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");

        assertUnreadable();
    }

    private Reply withHeaders(String headers) {
        byte[] bytes = image.manifest().content().bytes();
        return Reply.raw(
                "HTTP/1.1 200 OK\r\n%sContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(
                                headers,
                                MediaTypes.OCI_MANIFEST,
                                bytes.length,
                                new String(bytes, StandardCharsets.UTF_8)));
    }

    private static byte[] chunkedHead() {
        return ("HTTP/1.1 200 OK\r\nContent-Type: "
                        + MediaTypes.OCI_MANIFEST
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As slow as a server that only wants to keep its client; far faster than a stall. */
    private static void pause() throws IOException {
        try {
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void assertUnreadable() {
        assertTrue(refused().seen().contains("cannot be read as HTTP"), refused().seen());
    }

    private Obstacle.Unreachable refused() {
        return assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(repository, V1));
    }
}
