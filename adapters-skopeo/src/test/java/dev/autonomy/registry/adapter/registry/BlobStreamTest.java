package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.BlobReading;
import dev.autonomy.registry.testkit.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Blobs that are read as they arrive, over links and from registries that are not to be relied on.
 */
@Timeout(60)
class BlobStreamTest {

    private static final byte[] CONTENT =
            "what was asked for ".repeat(10_000).getBytes(StandardCharsets.UTF_8);

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final WebServer server = WebServer.startRegistry(_ -> replies.pop());
    private final HttpRegistries registries = Clients.hasty(Settings.none());
    private final Repository repository = new Repository(server.host(), "app");
    private final AtomicInteger readings = new AtomicInteger();

    @AfterEach
    void close() {
        registries.close();
        server.close();
    }

    @Test
    void what_was_read_of_a_blob_that_matched_counts() throws Exception {
        replies.add(blob(CONTENT));

        assertEquals(CONTENT.length, read(this::length));
    }

    @Test
    void a_blob_of_more_bytes_than_a_whole_number_of_java_may_be_asked_for() throws Exception {
        Descriptor large = Descriptor.of(Artifact.LAYER, Artifact.sha256(CONTENT), 3L << 30);
        replies.add(blob(CONTENT));

        assertThrows(
                Obstacle.Contradiction.class,
                () -> registries.read(repository, large, large.size(), this::length));
    }

    @Test
    void a_blob_that_is_cut_off_is_read_anew_from_its_beginning() throws Exception {
        replies.add(
                (out, request) -> {
                    out.write(head(CONTENT.length));
                    out.write(CONTENT, 0, CONTENT.length / 2);
                    out.flush();
                    throw new IOException("cut");
                });
        replies.add(blob(CONTENT));

        assertEquals(CONTENT.length, read(this::length));
        assertEquals(2, readings.get());
    }

    @Test
    void a_reading_that_fails_over_other_bytes_is_not_believed() {
        byte[] other = CONTENT.clone();
        other[CONTENT.length - 1]++;
        replies.add(blob(other));

        Obstacle.Contradiction contradiction =
                assertThrows(Obstacle.Contradiction.class, () -> read(BlobStreamTest::failing));

        assertEquals(Sha256.of(CONTENT).toString(), contradiction.expected());
        assertEquals(Sha256.of(other).toString(), contradiction.found());
    }

    @Test
    void a_reading_that_fails_over_half_a_blob_is_not_believed() throws Exception {
        replies.add(Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"));
        replies.add(blob(CONTENT));

        assertThrows(IllegalStateException.class, () -> read(BlobStreamTest::failing));

        assertEquals(List.of(), List.copyOf(replies));
    }

    @Test
    void a_blob_that_announces_more_is_not_even_begun() {
        replies.add(blob((new String(CONTENT, StandardCharsets.UTF_8) + "!").getBytes()));

        assertThrows(Obstacle.Contradiction.class, () -> read(this::length));

        assertEquals(0, readings.get());
    }

    @Test
    void a_reading_gets_no_more_than_was_stated() {
        replies.add(
                (out, _) -> {
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    while (true) {
                        out.write(CONTENT);
                    }
                });
        AtomicInteger seen = new AtomicInteger();

        assertThrows(
                Obstacle.Contradiction.class,
                () ->
                        read(
                                bytes -> {
                                    seen.set(length(bytes));
                                    return seen.get();
                                }));

        assertEquals(CONTENT.length, seen.get());
    }

    @Test
    void an_end_of_memory_is_no_lost_connection_and_nothing_is_asked_again() {
        replies.add(blob(CONTENT));
        OutOfMemoryError error = new OutOfMemoryError("on purpose");

        Error thrown =
                assertThrows(
                        OutOfMemoryError.class,
                        () ->
                                read(
                                        _ -> {
                                            throw error;
                                        }));

        assertSame(error, thrown);
        assertEquals(1, server.questions().size());
    }

    @Test
    void an_interrupt_ends_a_reading() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        replies.add(
                (out, _) -> {
                    out.write(head(CONTENT.length));
                    out.write(CONTENT, 0, 10);
                    out.flush();
                    begun.countDown();
                    await(never);
                });
        Thread reader =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        assertThrows(
                                                InterruptedException.class,
                                                () -> read(this::length)));
        begun.await();

        reader.interrupt();

        reader.join();
        assertTrue(server.questions().size() == 1);
    }

    private <T> T read(BlobReading<T> reading) throws Obstacle, InterruptedException {
        return registries.read(
                repository,
                Descriptor.of("t/x", Sha256.of(CONTENT), CONTENT.length),
                1 << 20,
                reading);
    }

    private int length(BlobReading.Bytes bytes) {
        readings.incrementAndGet();
        byte[] piece = new byte[1000];
        int length = 0;
        for (int n = bytes.next(piece, 0, piece.length);
                n >= 0;
                n = bytes.next(piece, 0, piece.length)) {
            length += n;
        }
        return length;
    }

    private static int failing(BlobReading.Bytes bytes) {
        throw new IllegalStateException("not what was expected: " + bytes.next(new byte[4], 0, 4));
    }

    private static Reply blob(byte[] bytes) {
        return Reply.of(200, Map.of(), bytes);
    }

    private static byte[] head(int length) {
        return ("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
