package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.TagPublisher.Withdrawal;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryWritesTest {

    private static final Tag V1 = new Tag("v1");

    private final ManifestContent image = Artifact.image("layer").manifest().content();
    private final ManifestContent other = Artifact.image("other").manifest().content();
    private volatile WebServer.Script script = _ -> Reply.of(404);
    private final WebServer server = WebServer.startRegistry(request -> script.answer(request));
    private final HttpRegistries registries = Clients.hasty(Settings.none());
    private final Repository repository = new Repository(server.host(), "team/app");

    @AfterEach
    void close() {
        registries.close();
        server.close();
    }

    @Test
    void a_tag_is_pointed_by_the_manifest_s_very_bytes() throws Exception {
        script = _ -> Reply.of(201);

        registries.point(repository, V1, Optional.empty(), image);

        WebServer.Request put = server.questions().getFirst();
        assertEquals("PUT /v2/team/app/manifests/v1", put.method() + " " + put.target());
        assertEquals(image.mediaType(), put.header("content-type"));
        assertEquals(new String(image.bytes(), StandardCharsets.UTF_8), put.body());
    }

    @ParameterizedTest
    @CsvSource({
        "409, CONFLICT, x",
        "412, PRECONDITION, configured as immutable",
        "400, TAG_INVALID, x",
        "403, DENIED, x",
        "403, OTHER, the tag is IMMUTABLE",
        "400, OTHER, the tag already exists",
        "400, OTHER, cannot be overwritten",
        "403, OTHER, The repository has enabled tag immutability",
    })
    void a_tag_that_the_registry_keeps_elsewhere_is_a_conflict(
            int status, String code, String message) {
        script = holding(other, Reply.error(status, code, message));

        Obstacle.Conflict conflict =
                assertThrows(
                        Obstacle.Conflict.class,
                        () -> registries.point(repository, V1, Optional.empty(), image));

        assertEquals(Obstacle.Conflict.Reason.TAG_REFUSED, conflict.reason());
        assertTrue(conflict.seen().startsWith("expected the tag to move to " + image.digest()));
        assertTrue(conflict.seen().contains(other.digest().toString()), conflict.seen());
        assertTrue(conflict.seen().contains(message), conflict.seen());
    }

    @Test
    void content_that_is_kept_by_digest_and_refused_under_a_tag_is_a_conflict_whatever_the_words() {
        Reply refusal = Reply.error(400, "MANIFEST_INVALID", "does not allow updating assets");
        script =
                request ->
                        request.target().endsWith(image.digest().toString())
                                ? manifest(image)
                                : holding(other, refusal).answer(request);

        Obstacle.Conflict conflict =
                assertThrows(
                        Obstacle.Conflict.class,
                        () -> registries.point(repository, V1, Optional.empty(), image));

        assertEquals(Obstacle.Conflict.Reason.TAG_REFUSED, conflict.reason());
    }

    @Test
    void content_that_is_not_kept_by_digest_either_is_no_conflict() {
        Reply refusal = Reply.error(400, "MANIFEST_INVALID", "x");
        script =
                request ->
                        request.target().endsWith(image.digest().toString())
                                ? Reply.of(404)
                                : holding(other, refusal).answer(request);

        Obstacle.Unreachable refused =
                assertThrows(
                        Obstacle.Unreachable.class,
                        () -> registries.point(repository, V1, Optional.empty(), image));

        assertEquals(Obstacle.Unreachable.Reason.WRITE_REFUSED, refused.reason());
    }

    @Test
    void a_new_tag_that_is_refused_is_no_conflict() {
        script = request -> isPut(request) ? Reply.error(403, "DENIED", "x") : Reply.of(404);

        Obstacle.AccessDenied denied =
                assertThrows(
                        Obstacle.AccessDenied.class,
                        () -> registries.point(repository, V1, Optional.empty(), image));

        assertEquals(Obstacle.AccessDenied.Reason.FORBIDDEN, denied.reason());
    }

    @Test
    void a_tag_that_holds_the_content_already_is_no_conflict() {
        script = holding(image, Reply.error(409, "CONFLICT", "x"));

        Obstacle.Unreachable refused =
                assertThrows(
                        Obstacle.Unreachable.class,
                        () -> registries.point(repository, V1, Optional.empty(), image));

        assertEquals(Obstacle.Unreachable.Reason.WRITE_REFUSED, refused.reason());
    }

    @ParameterizedTest
    @CsvSource({
        "400, MANIFEST_INVALID, WRITE_REFUSED",
        "400, DIGEST_INVALID, TRANSFER_FAILED",
        "404, MANIFEST_BLOB_UNKNOWN, TRANSFER_FAILED",
        "405, UNSUPPORTED, WRITE_REFUSED",
        "413, SIZE_INVALID, WRITE_REFUSED",
        "500, UNKNOWN, SERVER_ERROR",
        "503, UNAVAILABLE, SERVER_ERROR",
    })
    void a_refused_write_says_why_in_the_registry_s_words(
            int status, String code, Obstacle.Unreachable.Reason reason) {
        script = _ -> Reply.error(status, code, "read only for now");

        Obstacle.Unreachable refused =
                assertThrows(Obstacle.Unreachable.class, () -> registries.put(repository, image));

        assertEquals(reason, refused.reason());
        assertTrue(refused.seen().contains(code + ": read only for now"), refused.seen());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "507 | {}",
                "500 | {'errors':[{'code':'UNKNOWN','message':'unknown error','detail':"
                        + "{'DriverName':'filesystem','Enclosed':{'Op':'write','Path':'/x','Err':28}}}]}",
                "500 | {'errors':[{'code':'UNKNOWN','message':'write /x: no space left on device'}]}",
                "503 | write /x: disk quota exceeded",
            })
    void a_registry_without_room_says_so(int status, String body) {
        script = request -> request.method().equals("HEAD") ? Reply.of(404) : full(status, body);

        Obstacle.Unreachable full =
                assertThrows(
                        Obstacle.Unreachable.class,
                        () -> registries.upload(repository, new byte[] {1}));

        assertEquals(Obstacle.Unreachable.Reason.NO_ROOM, full.reason());
        assertEquals(Optional.of(repository.registry()), full.attempt().registry());
    }

    @Test
    void words_of_a_full_disk_do_not_excuse_a_denial() {
        script =
                request ->
                        request.method().equals("HEAD")
                                ? Reply.of(404)
                                : full(403, "no space left on device");

        assertThrows(
                Obstacle.AccessDenied.class, () -> registries.upload(repository, new byte[] {1}));
    }

    private static Reply full(int status, String body) {
        return Reply.of(status, Map.of(), body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_registry_that_stores_something_else_contradicts_itself() {
        script =
                _ ->
                        Reply.of(
                                201,
                                Map.of("Docker-Content-Digest", other.digest().toString()),
                                new byte[0]);

        assertThrows(Obstacle.Contradiction.class, () -> registries.put(repository, image));
    }

    @Test
    void a_tag_that_the_registry_says_it_pointed_elsewhere_contradicts_it() {
        script =
                _ ->
                        Reply.of(
                                201,
                                Map.of("Docker-Content-Digest", other.digest().toString()),
                                new byte[0]);

        assertThrows(
                Obstacle.Contradiction.class,
                () -> registries.point(repository, V1, Optional.empty(), image));
    }

    @Test
    void a_repository_that_an_upload_does_not_make_is_named_as_what_is_missing() {
        script =
                request ->
                        request.method().equals("POST")
                                ? Reply.error(404, "NAME_UNKNOWN", "The repository does not exist")
                                : Reply.of(404);

        Obstacle.Unreachable refused =
                assertThrows(
                        Obstacle.Unreachable.class,
                        () -> registries.upload(repository, new byte[] {1}));

        assertEquals(Obstacle.Unreachable.Reason.NO_SUCH_REPOSITORY, refused.reason());
        assertTrue(refused.getMessage().contains(repository.toString()), refused.getMessage());
        assertTrue(refused.seen().contains("The repository does not exist"), refused.seen());
    }

    @Test
    void a_manifest_for_a_repository_that_is_not_there_names_that() {
        script = _ -> Reply.error(404, "NAME_UNKNOWN", "no such repository");

        Obstacle.Unreachable refused =
                assertThrows(Obstacle.Unreachable.class, () -> registries.put(repository, image));

        assertEquals(Obstacle.Unreachable.Reason.NO_SUCH_REPOSITORY, refused.reason());
    }

    @Test
    void a_new_tag_whose_answer_was_lost_is_written_again_where_its_absence_is_a_denial()
            throws Exception {
        AtomicInteger puts = new AtomicInteger();
        script =
                request ->
                        !isPut(request)
                                ? Reply.error(403, "DENIED", "not for you")
                                : puts.incrementAndGet() == 1 ? Reply.of(502) : Reply.of(201);

        registries.point(repository, V1, Optional.empty(), image);

        assertEquals(2, puts.get());
    }

    @Test
    void a_blob_whose_absence_is_a_denial_is_uploaded() throws Exception {
        script =
                request ->
                        switch (request.method()) {
                            case "HEAD" -> Reply.of(403);
                            case "POST" -> Reply.of(202, Map.of("Location", "/up"), new byte[0]);
                            default -> Reply.of(201);
                        };

        registries.upload(repository, new byte[] {1});

        assertEquals("PUT", server.questions().getLast().method());
    }

    @Test
    void an_upload_that_is_denied_is_forbidden() {
        script = _ -> Reply.error(403, "DENIED", "not for you");

        Obstacle.AccessDenied denied =
                assertThrows(
                        Obstacle.AccessDenied.class,
                        () -> registries.upload(repository, new byte[] {1}));

        assertEquals(Obstacle.AccessDenied.Reason.FORBIDDEN, denied.reason());
        assertTrue(denied.attempt().doing().startsWith("uploading"), denied.getMessage());
    }

    @Test
    void a_blob_that_is_there_is_not_uploaded_again() throws Exception {
        script = _ -> Reply.of(200);

        registries.upload(repository, "there".getBytes(StandardCharsets.UTF_8));

        assertEquals(
                List.of("HEAD"),
                server.questions().stream().map(WebServer.Request::method).toList());
    }

    @Test
    void an_upload_may_be_continued_at_a_relative_address() throws Exception {
        script =
                request ->
                        switch (request.method()) {
                            case "HEAD" -> Reply.of(404);
                            case "POST" ->
                                    Reply.of(
                                            202, Map.of("Location", "../uploads/abc"), new byte[0]);
                            default -> Reply.of(201);
                        };

        registries.upload(repository, "new".getBytes(StandardCharsets.UTF_8));

        WebServer.Request put = server.questions().getLast();
        assertTrue(
                put.target().startsWith("/v2/team/app/blobs/uploads/abc?digest=sha256%3A"),
                put.target());
        assertEquals("new", put.body());
    }

    @Test
    void an_upload_without_a_place_to_go_on_is_refused() {
        script = request -> request.method().equals("HEAD") ? Reply.of(404) : Reply.of(202);

        assertThrows(
                Obstacle.Unreachable.class,
                () -> registries.upload(repository, "new".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 405})
    void a_tag_that_may_not_be_deleted_stays(int status) throws Exception {
        script =
                request ->
                        request.method().equals("DELETE")
                                ? Reply.error(status, "UNSUPPORTED", "no")
                                : manifest(image);

        assertEquals(Withdrawal.NOT_ALLOWED, registries.withdraw(repository, V1, image.digest()));
    }

    @Test
    void a_tag_is_deleted_by_its_name_and_never_by_a_digest() throws Exception {
        script = request -> request.method().equals("DELETE") ? Reply.of(202) : Reply.of(404);

        assertEquals(Withdrawal.GONE, registries.withdraw(repository, V1, image.digest()));

        assertEquals(
                List.of("/v2/team/app/manifests/v1"),
                server.questions().stream()
                        .filter(each -> each.method().equals("DELETE"))
                        .map(WebServer.Request::target)
                        .toList());
    }

    @Test
    void a_deletion_that_is_only_promised_does_not_count() throws Exception {
        script = request -> request.method().equals("DELETE") ? Reply.of(202) : manifest(image);

        assertEquals(Withdrawal.NOT_ALLOWED, registries.withdraw(repository, V1, image.digest()));
    }

    @Test
    void a_registry_that_fails_to_delete_is_not_one_that_forbids_it() {
        script = request -> request.method().equals("DELETE") ? Reply.of(502) : manifest(image);

        assertThrows(
                Obstacle.Unreachable.class,
                () -> registries.withdraw(repository, V1, image.digest()));
    }

    private static WebServer.Script holding(ManifestContent held, Reply refusal) {
        return request -> isPut(request) ? refusal : manifest(held);
    }

    private static boolean isPut(WebServer.Request request) {
        return request.method().equals("PUT");
    }

    private static Reply manifest(ManifestContent content) {
        return Reply.of(200, Map.of("Content-Type", content.mediaType()), content.bytes());
    }
}
