package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many questions at once, and questions that are given up. */
class ConcurrencyTest {

    @Test
    void many_threads_find_out_the_scheme_once_and_keep_within_the_limit() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        WebServer.Script counting =
                _ ->
                        (out, request) -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            Thread.yield();
                            now.decrementAndGet();
                            Reply.of(404).writeTo(out, request);
                        };
        try (WebServer server = WebServer.start(counting);
                HttpRegistries registries = new HttpRegistries(Settings.none());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<?>>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Tag tag = new Tag("v" + i);
                answers.add(
                        threads.submit(
                                () ->
                                        registries.resolve(
                                                new Repository(server.host(), "app"), tag)));
            }
            for (Future<Optional<?>> answer : answers) {
                assertEquals(Optional.empty(), answer.get());
            }

            assertEquals(200, server.questions().size());
            assertEquals(201, server.requests().size());
            assertTrue(most.get() <= 16, "at once: " + most);
        }
    }

    @Test
    void an_interrupt_ends_a_question_that_gets_no_answer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (WebServer server = WebServer.startRegistry(_ -> silentAfter(asked, ""));
                HttpRegistries registries = new HttpRegistries(Settings.none())) {
            assertInterrupted(registries, server, asked);
        }
    }

    @Test
    void an_interrupt_ends_an_answer_that_does_not_end() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";
        try (WebServer server = WebServer.startRegistry(_ -> silentAfter(asked, head));
                HttpRegistries registries = new HttpRegistries(Settings.none())) {
            assertInterrupted(registries, server, asked);
        }
    }

    @Test
    void closing_ends_a_question_under_way() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (WebServer server = WebServer.startRegistry(_ -> silentAfter(asked, ""))) {
            HttpRegistries registries = new HttpRegistries(Settings.none());
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> end.complete(outcome(registries, server)));
            asked.await();

            registries.close();

            assertInstanceOf(Obstacle.Unreachable.class, end.get());
        }
    }

    private static void assertInterrupted(
            HttpRegistries registries, WebServer server, CountDownLatch asked) throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().start(() -> end.complete(outcome(registries, server)));
        asked.await();

        asking.interrupt();

        assertInstanceOf(InterruptedException.class, end.get());
    }

    private static Throwable outcome(HttpRegistries registries, WebServer server) {
        try {
            registries.resolve(new Repository(server.host(), "app"), new Tag("v1"));
            return new AssertionError("it was answered");
        } catch (Obstacle | InterruptedException e) {
            return e;
        }
    }

    private static Reply silentAfter(CountDownLatch asked, String beginning) {
        return (out, _) -> {
            out.write(beginning.getBytes());
            out.flush();
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
    }
}
