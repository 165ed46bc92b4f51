package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import dev.autonomy.registry.port.TagPublisher.Withdrawal;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that get no answer, or one that says nothing (spec 1.5). */
class BadLinkTest {

    private static final Tag V1 = new Tag("v1");

    /** Begins to answer: where not one byte came, a question is asked once more by itself. */
    private static final Reply CUT = Reply.raw("HTTP/1.1 2");

    private static final Reply NOT_THERE = Reply.of(404);
    private static final Reply TAKEN = Reply.of(201);

    private final ManifestContent image = Artifact.image("ours").manifest().content();
    private final ManifestContent older = Artifact.image("older").manifest().content();
    private final ManifestContent foreign = Artifact.image("foreign").manifest().content();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<String> retries = new ArrayList<>();
    private final List<Duration> rests = new ArrayList<>();
    private final WebServer.Script script =
            request -> request.target().equals("/v2/") ? Reply.of(200) : replies.pop();
    private WebServer server = WebServer.start(script);
    private final Repository repository = new Repository(server.host(), "app");
    private final HttpRegistries registries =
            new HttpRegistries(
                    Settings.none(),
                    (attempt, tries, reason, pause) -> retries.add(tries + " " + attempt),
                    rests::add);

    @AfterEach
    void close() {
        registries.close();
        server.close();
    }

    static List<Reply> troubles() {
        return List.of(
                CUT,
                Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf of it"),
                Reply.of(500),
                Reply.of(502, "text/html", "<html>bad gateway</html>"),
                Reply.of(503),
                Reply.of(504));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void a_question_is_asked_again_and_every_retry_is_told(Reply trouble) throws Exception {
        replies.addAll(List.of(trouble, trouble, trouble, holding(image)));

        assertEquals(image.digest(), registries.manifest(repository, image.digest()).digest());

        String reading = "reading the manifest " + repository.at(image.digest());
        assertEquals(List.of("1 " + reading, "2 " + reading, "3 " + reading), retries);
        assertEquals(3, rests.size());
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void the_fourth_failure_in_a_row_is_the_last(Reply trouble) {
        replies.addAll(List.of(trouble, trouble, trouble, trouble));

        Obstacle.Unreachable failed =
                assertThrows(
                        Obstacle.Unreachable.class,
                        () -> registries.manifest(repository, image.digest()));

        assertTrue(failed.mayPass());
        assertEquals(4, server.questions().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 501})
    void an_answer_that_is_one_is_not_asked_for_again(int status) {
        replies.add(Reply.of(status));

        assertThrows(Obstacle.class, () -> registries.manifest(repository, image.digest()));

        assertEquals(List.of(), retries);
    }

    @Test
    void other_bytes_than_the_digest_s_are_not_asked_for_again() {
        replies.add(holding(foreign));

        assertThrows(
                Obstacle.Contradiction.class,
                () -> registries.manifest(repository, image.digest()));

        assertEquals(List.of(), retries);
    }

    @Test
    void a_caller_who_retries_can_ask_a_single_time() {
        replies.add(Reply.of(500));

        assertThrows(
                Obstacle.Unreachable.class,
                () -> registries.askingOnce().blobSize(repository, image.digest()));

        assertEquals(List.of(), retries);
    }

    @Test
    void a_blob_is_read_and_its_size_asked_for_again() throws Exception {
        byte[] bytes = "content".getBytes(StandardCharsets.UTF_8);
        Digest digest = Sha256.of(bytes);
        Reply blob = Reply.of(200, Map.of(), bytes);
        replies.addAll(List.of(CUT, blob, CUT, blob));

        assertArrayEquals(
                bytes,
                registries.blob(
                        repository,
                        Descriptor.of("application/octet-stream", digest, bytes.length),
                        100));
        assertEquals(OptionalLong.of(bytes.length), registries.blobSize(repository, digest));
    }

    @Test
    void a_greeting_that_is_cut_off_is_repeated() throws Exception {
        Deque<Reply> greetings = new ArrayDeque<>(List.of(CUT, CUT, Reply.of(200)));
        replies.add(NOT_THERE);
        try (WebServer flaky =
                WebServer.start(
                        request ->
                                request.target().equals("/v2/")
                                        ? greetings.pop()
                                        : replies.pop())) {
            assertEquals(
                    Optional.empty(), registries.resolve(new Repository(flaky.host(), "app"), V1));
        }

        assertEquals(2, retries.size());
    }

    @Test
    void a_registry_that_is_not_there_is_not_waited_for() {
        server.close();

        Obstacle.Unreachable refused =
                assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(repository, V1));

        assertEquals(Reason.CONNECTION_REFUSED, refused.reason());
        assertEquals(List.of(), rests);
    }

    @Test
    void a_registry_that_is_started_again_is_waited_for() throws Exception {
        int port = server.port();
        replies.addAll(List.of(NOT_THERE, NOT_THERE));
        try (HttpRegistries patient =
                new HttpRegistries(
                        Settings.none(),
                        (_, _, reason, _) -> retries.add(reason),
                        _ -> server = WebServer.startAt(port, script))) {
            patient.resolve(repository, V1);
            server.close();

            assertEquals(Optional.empty(), patient.resolve(repository, V1));
        }
        assertEquals(1, retries.size());
    }

    @Test
    void after_the_end_nothing_is_sent_again() throws Exception {
        replies.add(NOT_THERE);
        registries.resolve(repository, V1);
        registries.close();

        assertThrows(Obstacle.Unreachable.class, () -> registries.resolve(repository, V1));

        assertEquals(List.of(), retries);
    }

    @Test
    void a_manifest_is_put_by_digest_again() throws Exception {
        replies.addAll(List.of(CUT, Reply.of(503), TAKEN));

        registries.put(repository, image);

        assertEquals(List.of("PUT", "PUT", "PUT"), methods());
    }

    @Test
    void a_caller_who_retries_can_send_a_single_time() {
        replies.addAll(List.of(Reply.of(503), CUT));

        assertThrows(
                Obstacle.Unreachable.class, () -> registries.sendingOnce().put(repository, image));
        assertThrows(
                Obstacle.Unreachable.class,
                () -> registries.sendingOnce().upload(repository, new byte[1]));

        assertEquals(List.of(), retries);
        assertEquals(List.of("PUT", "HEAD"), methods());
    }

    @Test
    void a_tag_whose_answer_was_lost_is_read_and_left_where_it_was_pointed() throws Exception {
        replies.addAll(List.of(CUT, holding(image)));

        registries.point(repository, V1, Optional.of(older.digest()), image);

        assertEquals(List.of("PUT", "GET"), methods());
    }

    @Test
    void a_tag_that_still_holds_what_it_held_is_pointed_again() throws Exception {
        replies.addAll(List.of(CUT, holding(older), Reply.of(500), CUT, holding(older), TAKEN));

        registries.point(repository, V1, Optional.of(older.digest()), image);

        assertEquals(List.of("PUT", "GET", "PUT", "GET", "GET", "PUT"), methods());
    }

    @Test
    void a_new_tag_that_is_still_not_there_is_pointed_again() throws Exception {
        replies.addAll(List.of(Reply.of(502), NOT_THERE, TAKEN));

        registries.point(repository, V1, Optional.empty(), image);

        assertEquals(List.of("PUT", "GET", "PUT"), methods());
    }

    @Test
    void a_tag_that_somebody_else_moved_meanwhile_is_left_to_them() {
        replies.addAll(List.of(CUT, holding(foreign)));

        Obstacle.Conflict conflict =
                assertThrows(
                        Obstacle.Conflict.class,
                        () -> registries.point(repository, V1, Optional.of(older.digest()), image));

        assertEquals(Obstacle.Conflict.Reason.DESTINATION_TAG_MOVED, conflict.reason());
        assertTrue(conflict.seen().contains("expected " + older.digest()), conflict.seen());
        assertTrue(conflict.seen().contains("found " + foreign.digest()), conflict.seen());
        assertEquals(List.of("PUT", "GET"), methods());
    }

    @Test
    void reading_a_tag_within_a_retry_is_not_retried_by_itself() {
        replies.addAll(List.of(CUT, CUT, CUT, CUT));

        assertThrows(
                Obstacle.Unreachable.class,
                () -> registries.point(repository, V1, Optional.of(older.digest()), image));

        assertEquals(List.of("PUT", "GET", "GET", "GET"), methods());
    }

    @Test
    void an_upload_whose_answer_was_lost_is_asked_for_and_begun_again() throws Exception {
        Reply begun = Reply.of(202, Map.of("Location", "/v2/app/blobs/uploads/1"), new byte[0]);
        replies.addAll(List.of(NOT_THERE, begun, CUT, NOT_THERE, begun, CUT, Reply.of(200)));

        registries.upload(repository, "new".getBytes(StandardCharsets.UTF_8));

        assertEquals(List.of("HEAD", "POST", "PUT", "HEAD", "POST", "PUT", "HEAD"), methods());
    }

    @Test
    void a_removal_whose_answer_was_lost_is_looked_for_before_it_is_repeated() throws Exception {
        replies.addAll(List.of(CUT, holding(image), CUT, NOT_THERE, NOT_THERE));

        assertEquals(Withdrawal.GONE, registries.withdraw(repository, V1, image.digest()));

        assertEquals(List.of("DELETE", "GET", "DELETE", "GET", "GET"), methods());
    }

    @Test
    void a_tag_that_somebody_else_moved_meanwhile_is_not_removed() {
        replies.addAll(List.of(CUT, holding(foreign)));

        assertThrows(
                Obstacle.Conflict.class, () -> registries.withdraw(repository, V1, image.digest()));

        assertEquals(List.of("DELETE", "GET"), methods());
    }

    private List<String> methods() {
        return server.questions().stream().map(WebServer.Request::method).toList();
    }

    private static Reply holding(ManifestContent content) {
        return Reply.of(200, Map.of("Content-Type", content.mediaType()), content.bytes());
    }
}
