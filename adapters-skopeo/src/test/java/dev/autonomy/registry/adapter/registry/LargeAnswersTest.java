package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.Body;
import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much of many answers at once is in memory. */
@Timeout(60)
class LargeAnswersTest {

    private static final String LARGE =
            "{\"schemaVersion\":2,\"manifests\":[],\"annotations\":{\"padding\":\"%s\"}}"
                    .formatted("x".repeat(200_000));

    private final LargeAnswers answers = new LargeAnswers();

    @Test
    void a_second_question_waits_for_its_turn() throws Exception {
        LargeAnswers.Turn first = answers.turn();
        LargeAnswers.Turn second = answers.turn();
        CountDownLatch hasTurn = new CountDownLatch(1);
        assertTrue(first.isMine());
        assertFalse(second.isMine());
        Thread waiting =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        second.await();
                                        hasTurn.countDown();
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertEquals(1, hasTurn.getCount());
        first.close();
        hasTurn.await();
    }

    @Test
    void the_parts_of_one_question_share_a_turn() throws Exception {
        try (LargeAnswers.Turn turn = answers.turn()) {
            turn.await();
            turn.await();
            assertTrue(turn.isMine());
        }
        answers.turn().await();
    }

    @Test
    void a_question_that_never_had_a_turn_gives_none_back() throws Exception {
        LargeAnswers.Turn holding = answers.turn();
        holding.await();
        answers.turn().close();

        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> answers.turn().await());
    }

    @Test
    void while_a_large_answer_is_received_the_next_one_is_not() throws Exception {
        CountDownLatch firstBegun = new CountDownLatch(1);
        CountDownLatch firstMayEnd = new CountDownLatch(1);
        WebServer.Script script =
                request -> {
                    if (request.target().equals("/v2/")) {
                        return Reply.of(200);
                    }
                    boolean isFirst = request.target().endsWith("0".repeat(64));
                    return (out, _) -> {
                        write(out, head());
                        write(out, LARGE.substring(0, 100_000));
                        if (isFirst) {
                            firstBegun.countDown();
                            await(firstMayEnd);
                        }
                        write(out, LARGE.substring(100_000));
                    };
                };
        try (WebServer server = WebServer.start(script);
                HttpRegistries registries = Clients.hasty(Settings.none())) {
            Repository repository = new Repository(server.host(), "app");
            Thread first = asking(registries, repository, "0");
            firstBegun.await();
            awaitThatItIsIn(first, Body.class);
            Thread second = asking(registries, repository, "1");
            awaitThatItIsIn(second, LargeAnswers.Turn.class);

            assertTrue(second.isAlive());
            assertTrue(first.isAlive());
            firstMayEnd.countDown();
            first.join();
            second.join();
        }
    }

    @Test
    void large_attachments_of_many_subjects_do_not_wait_for_each_other_for_ever() throws Exception {
        WebServer.Script script =
                request ->
                        request.target().equals("/v2/")
                                ? Reply.of(200)
                                : request.target().contains("/referrers/")
                                        ? Reply.of(404)
                                        : Reply.of(200, MediaTypes.OCI_INDEX, LARGE);
        try (WebServer server = WebServer.start(script);
                HttpRegistries registries = Clients.hasty(Settings.none());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Repository repository = new Repository(server.host(), "app");
            List<Future<List<Attachment>>> searches = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Digest subject = Sha256.of(new byte[] {(byte) i});
                searches.add(threads.submit(() -> registries.attachments(repository, subject)));
            }

            for (Future<List<Attachment>> search : searches) {
                assertEquals(4, search.get().size());
            }
        }
    }

    private static Thread asking(HttpRegistries registries, Repository repository, String hex) {
        return Thread.ofVirtual()
                .start(
                        () ->
                                assertThrows(
                                        Obstacle.Contradiction.class,
                                        () ->
                                                registries.manifest(
                                                        repository, new Digest(hex.repeat(64)))));
    }

    private static void awaitThatItIsIn(Thread thread, Class<?> place) {
        while (thread.isAlive() && !isIn(thread, place)) {
            Thread.onSpinWait();
        }
    }

    private static boolean isIn(Thread thread, Class<?> place) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(each -> each.getClassName().equals(place.getName()));
    }

    private static String head() {
        return "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(MediaTypes.OCI_INDEX, LARGE.length());
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
