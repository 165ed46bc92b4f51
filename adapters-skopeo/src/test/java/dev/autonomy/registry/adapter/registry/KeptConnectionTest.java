package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that are used again, and what a server may do to them meanwhile (RFC 9112, 9). */
class KeptConnectionTest {

    private static final Tag V1 = new Tag("v1");

    private static final Reply NOTHING = Reply.raw("");
    private static final Reply NOT_THERE = Reply.of(404);
    private static final Reply TAKEN = Reply.of(201);

    /** A whole answer, after which the server leaves. */
    private static final Reply LAST =
            Reply.raw("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");

    private final ManifestContent image = Artifact.image("ours").manifest().content();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final AtomicInteger retries = new AtomicInteger();
    private final WebServer server = WebServer.startRegistry(_ -> replies.pop());
    private final Repository repository = new Repository(server.host(), "app");
    private final HttpRegistries registries =
            new HttpRegistries(Settings.none(), (_, _, _, _) -> retries.incrementAndGet(), _ -> {});

    @AfterEach
    void close() {
        registries.close();
        server.close();
    }

    @Test
    void one_connection_carries_one_question_after_the_other() throws Exception {
        for (int i = 0; i < 5; i++) {
            replies.add(NOT_THERE);
            assertEquals(Optional.empty(), registries.resolve(repository, V1));
        }

        assertTrue(server.connections() <= 2, "connections: " + server.connections());
    }

    @Test
    void one_that_the_server_closed_while_it_was_idle_is_not_used_again() throws Exception {
        for (int i = 0; i < 5; i++) {
            replies.addAll(List.of(LAST, TAKEN));
            assertEquals(Optional.empty(), registries.resolve(repository, V1));
            server.awaitEndOfConnection();
            registries.put(repository, image);
        }

        assertEquals(0, retries.get());
        assertEquals(List.of("GET", "PUT"), methods().subList(0, 2));
        assertEquals(10, methods().size());
    }

    @Test
    void a_question_that_met_a_closing_connection_is_asked_once_more_by_itself() throws Exception {
        replies.addAll(List.of(NOT_THERE, NOTHING, NOT_THERE));

        registries.resolve(repository, V1);
        registries.resolve(repository, V1);

        assertEquals(0, retries.get());
        assertEquals(3, methods().size());
    }

    @Test
    void a_question_that_was_answered_in_part_is_told_as_a_lost_connection() throws Exception {
        replies.addAll(List.of(NOT_THERE, Reply.raw("HTTP/1.1 40"), NOT_THERE));
        registries.resolve(repository, V1);

        registries.resolve(repository, V1);

        assertEquals(1, retries.get());
    }

    @Test
    void a_write_that_met_a_closing_connection_is_not_sent_a_second_time_by_itself()
            throws Exception {
        replies.addAll(List.of(NOT_THERE, NOTHING, NOT_THERE, TAKEN));
        registries.resolve(repository, V1);

        registries.point(repository, V1, Optional.empty(), image);

        assertEquals(List.of("GET", "PUT", "GET", "PUT"), methods());
        assertEquals(1, retries.get());
    }

    @Test
    void an_answer_that_nobody_asked_for_is_not_taken_for_the_next_one() throws Exception {
        String forged =
                "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(
                                image.mediaType(),
                                image.size(),
                                new String(image.bytes(), StandardCharsets.UTF_8));
        replies.add(
                (out, _) -> {
                    String both = "HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n" + forged;
                    out.write(both.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                });
        replies.addAll(List.of(NOT_THERE, NOT_THERE));

        assertEquals(Optional.empty(), registries.resolve(repository, V1));
        assertEquals(Optional.empty(), registries.resolve(repository, V1));
    }

    @Test
    void one_that_the_server_is_about_to_close_is_not_used_again() throws Exception {
        for (int i = 0; i < 10; i++) {
            replies.add(Reply.of(404, Map.of("Connection", "close"), new byte[0]));
            assertEquals(Optional.empty(), registries.resolve(repository, V1));
        }

        assertTrue(server.connections() >= 10, "connections: " + server.connections());
    }

    @Test
    void one_whose_answer_was_not_read_to_its_end_is_not_used_again() {
        String large = "Content-Type: %s\r\nContent-Length: 104857600".formatted(image.mediaType());
        for (int i = 0; i < 10; i++) {
            replies.add(
                    (out, _) -> {
                        out.write(("HTTP/1.1 200 OK\r\n" + large + "\r\n\r\n").getBytes());
                        out.flush();
                    });
            assertThrows(Obstacle.Malformed.class, () -> registries.resolve(repository, V1));
        }

        assertTrue(server.connections() >= 10, "connections: " + server.connections());
    }

    @Test
    void one_whose_request_was_not_read_to_its_end_is_not_used_again() {
        try (DeafServer deaf = new DeafServer(413);
                HttpRegistries client = Clients.hasty(Settings.none())) {
            Repository there = new Repository(deaf.host(), "app");
            for (int i = 0; i < 3; i++) {
                assertThrows(Obstacle.Unreachable.class, () -> client.put(there, content(4 << 20)));
            }
        }
    }

    /** Who reads it the other way takes something else for the next answer (RFC 9112, 6.1). */
    @Test
    void one_whose_answer_has_two_lengths_is_not_used_again() throws Exception {
        Reply twice =
                (out, _) ->
                        out.write(
                                "HTTP/1.1 404 X\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                        .getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 10; i++) {
            replies.add(twice);
            assertEquals(Optional.empty(), registries.resolve(repository, V1));
        }

        assertTrue(server.connections() >= 10, "connections: " + server.connections());
    }

    @Test
    void an_answer_before_the_body_was_read_is_the_answer() {
        try (DeafServer deaf = new DeafServer(413);
                HttpRegistries client = Clients.hasty(Settings.none())) {
            Obstacle.Unreachable refused =
                    assertThrows(
                            Obstacle.Unreachable.class,
                            () -> client.put(new Repository(deaf.host(), "app"), content(4 << 20)));

            assertEquals(Reason.WRITE_REFUSED, refused.reason());
            assertTrue(refused.seen().contains("413"), refused.seen());
        }
    }

    @Test
    void answers_that_announce_another_one_are_passed_over() throws Exception {
        Reply interim =
                (out, request) -> {
                    out.write(
                            ("HTTP/1.1 100 Continue\r\n\r\n"
                                            + "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
                    TAKEN.writeTo(out, request);
                };
        replies.add(interim);

        registries.put(repository, image);

        assertEquals(List.of("PUT"), methods());
    }

    @Test
    void announcements_without_end_are_no_answer() {
        Reply endless =
                (out, _) -> {
                    while (true) {
                        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                        out.flush();
                    }
                };
        replies.addAll(List.of(endless, endless, endless, endless));

        Obstacle.Unreachable refused =
                assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(repository, V1));

        assertTrue(refused.seen().contains("interim answers"), refused.seen());
    }

    private static ManifestContent content(int size) {
        byte[] bytes = new byte[size];
        return new ManifestContent(Artifact.sha256(bytes), MediaTypes.OCI_MANIFEST, bytes);
    }

    private List<String> methods() {
        return server.questions().stream().map(WebServer.Request::method).toList();
    }
}
