package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader.ReferrersSupport;
import dev.autonomy.registry.testkit.Artifact;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a registry is asked for a list that it may not have. */
class WithoutReferrersTest {

    private static final Reply NO_SUCH_PAGE = Reply.of(404, "text/plain", "404 page not found\n");
    private static final Reply EMPTY_LIST =
            Reply.of(200, MediaTypes.OCI_INDEX, "{\"schemaVersion\":2,\"manifests\":[]}");

    private final List<Artifact> images =
            List.of(Artifact.image("one"), Artifact.image("two"), Artifact.image("three"));
    private volatile Reply reply = NO_SUCH_PAGE;
    private final WebServer server = WebServer.startRegistry(this::answer);
    private final HttpRegistries registries = Clients.hasty(Settings.none());
    private final Repository repository = new Repository(server.host(), "team/app");

    @AfterEach
    void close() {
        registries.close();
        server.close();
    }

    private Reply answer(WebServer.Request request) {
        if (request.target().contains("/referrers/")) {
            return reply;
        }
        return images.stream()
                .filter(each -> request.target().endsWith("/manifests/" + each.digest()))
                .map(each -> each.manifest().content())
                .map(each -> Reply.of(200, Map.of("Content-Type", each.mediaType()), each.bytes()))
                .findFirst()
                .orElse(Reply.of(404));
    }

    @Test
    void a_registry_that_does_not_know_of_such_lists_is_asked_once() throws Exception {
        read(repository);

        attachments(repository);

        assertEquals(1, asked());
    }

    @Test
    void it_is_not_asked_by_another_question_either() throws Exception {
        read(repository);
        attachments(repository);

        assertEquals(
                ReferrersSupport.FALLBACK_TAG,
                registries.referrersSupport(repository, images.getFirst().digest()));
        registries.askingOnce().attachments(repository, images.getFirst().digest());

        assertEquals(1, asked());
    }

    /** A registry with such lists may answer so for what is not there yet. */
    @Test
    void what_it_says_of_a_subject_that_it_was_not_seen_to_hold_is_not_remembered()
            throws Exception {
        attachments(repository);

        reply = EMPTY_LIST;

        assertEquals(
                ReferrersSupport.API,
                registries.referrersSupport(repository, images.getFirst().digest()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NAME_UNKNOWN", "MANIFEST_UNKNOWN", "NOT_FOUND"})
    void what_it_says_about_the_subject_is_not_remembered(String code) throws Exception {
        read(repository);
        reply = Reply.error(404, code, "no");

        attachments(repository);

        assertEquals(3, asked());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 403})
    void another_refusal_is_not_remembered(int status) throws Exception {
        read(repository);
        reply = Reply.of(status);

        attachments(repository);

        assertEquals(3, asked());
    }

    @Test
    void a_registry_out_of_order_is_asked_again() throws Exception {
        read(repository);
        Digest subject = images.getFirst().digest();
        reply = Reply.of(503);
        assertThrows(Obstacle.Unreachable.class, () -> registries.attachments(repository, subject));

        reply = EMPTY_LIST;

        assertEquals(ReferrersSupport.API, registries.referrersSupport(repository, subject));
    }

    @Test
    void another_repository_is_asked_for_itself() throws Exception {
        Repository other = new Repository(server.host(), "mirror/app");
        read(repository);
        read(other);
        attachments(repository);

        reply = EMPTY_LIST;

        assertEquals(
                ReferrersSupport.API,
                registries.referrersSupport(other, images.getFirst().digest()));
    }

    private void read(Repository from) throws Obstacle, InterruptedException {
        for (Artifact each : images) {
            registries.manifest(from, each.digest());
        }
    }

    private void attachments(Repository of) throws Obstacle, InterruptedException {
        for (Artifact each : images) {
            registries.attachments(of, each.digest());
        }
    }

    private long asked() {
        return server.questions().stream()
                .filter(each -> each.target().contains("/referrers/"))
                .count();
    }
}
