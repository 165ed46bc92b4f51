package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A registry that asks to be left alone for a while. */
class BusyRegistryTest {

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<Duration> rests = new ArrayList<>();
    private final WebServer server =
            WebServer.start(
                    request ->
                            request.target().equals("/v2/") || replies.isEmpty()
                                    ? Reply.of(404)
                                    : replies.pop());
    private final HttpRegistries registries =
            new HttpRegistries(Settings.none(), (_, _, _, _) -> {}, rests::add);

    @AfterEach
    void close() {
        registries.close();
        server.close();
    }

    @Test
    void it_is_waited_for_as_long_as_it_says() throws Exception {
        replies.add(busy(429, "7"));
        replies.add(busy(503, "2"));

        resolve();

        assertEquals(List.of(Duration.ofSeconds(7), Duration.ofSeconds(2)), rests);
        assertEquals(3, server.questions().size());
    }

    @Test
    void without_a_word_about_how_long_the_waits_grow() throws Exception {
        replies.addAll(List.of(Reply.of(429), Reply.of(503), Reply.of(500)));

        resolve();

        assertEquals(3, rests.size());
        for (int i = 0; i < 3; i++) {
            long longest = 500L << i;
            long rest = rests.get(i).toMillis();
            assertTrue(rest >= longest / 2 && rest <= longest, rests.toString());
        }
    }

    @Test
    void after_three_waits_it_counts_as_too_busy() {
        for (int i = 0; i < 9; i++) {
            replies.add(busy(429, "0"));
        }

        Obstacle.Unreachable busy = assertThrows(Obstacle.Unreachable.class, this::resolve);

        assertEquals(Reason.TOO_MANY_REQUESTS, busy.reason());
        assertTrue(busy.mayPass());
        assertEquals(4, server.questions().size());
    }

    @Test
    void a_wait_beyond_a_minute_is_left_to_the_user() {
        replies.add(busy(429, "61"));

        assertThrows(Obstacle.Unreachable.class, this::resolve);

        assertEquals(List.of(), rests);
    }

    @Test
    void an_interrupt_ends_the_wait() {
        replies.add(busy(429, "60"));
        try (HttpRegistries interrupted =
                new HttpRegistries(
                        Settings.none(),
                        (_, _, _, _) -> {},
                        _ -> {
                            throw new InterruptedException();
                        })) {
            assertThrows(
                    InterruptedException.class,
                    () -> interrupted.resolve(new Repository(server.host(), "app"), new Tag("v1")));
        }
    }

    private static Reply busy(int status, String retryAfter) {
        return Reply.of(status, Map.of("Retry-After", retryAfter), new byte[0]);
    }

    private void resolve() throws Exception {
        registries.resolve(new Repository(server.host(), "app"), new Tag("v1"));
    }
}
