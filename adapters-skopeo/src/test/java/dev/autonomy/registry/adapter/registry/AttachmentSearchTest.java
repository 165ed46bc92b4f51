package dev.autonomy.registry.adapter.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.testkit.Artifact;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentSearchTest {

    private final Artifact image = Artifact.image("layer");
    private final Artifact signature = Artifact.image("signature");
    private final Map<String, Reply> manifests = new HashMap<>();
    private static final Reply NONE = Reply.of(404);
    private volatile Reply otherwise = Reply.of(404);
    private volatile Reply referrers = NONE;
    private final WebServer server = WebServer.start(this::answer);
    private final HttpRegistries registries = Clients.hasty(Settings.none());
    private final Repository repository = new Repository(server.host(), "team/app");

    private Reply answer(WebServer.Request request) {
        String reference = request.target().substring(request.target().lastIndexOf('/') + 1);
        return request.target().equals("/v2/")
                ? Reply.of(200)
                : request.target().contains("/referrers/") && referrers != NONE
                        ? referrers
                        : manifests.getOrDefault(reference, otherwise);
    }

    @AfterEach
    void close() {
        registries.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_denied_tag_is_not_there_for_those_who_may_read_the_subject(int status) throws Exception {
        otherwise = Reply.error(status, "DENIED", "access denied");
        serve(image.digest().toString(), image);
        serve(AttachmentKind.SIGNATURE.tagOf(image.digest()).name(), signature);

        List<Attachment> found = registries.attachments(repository, image.digest());

        assertEquals(
                List.of(signature.manifest()), found.stream().map(Attachment::manifest).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_denied_list_is_none_for_those_who_learn_that_there_is_no_subject(int status)
            throws Exception {
        referrers = Reply.error(status, "UNSUPPORTED", "referrers");

        assertEquals(List.of(), registries.attachments(repository, image.digest()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain; charset=utf-8",
                "application/octet-stream",
                "application/vnd.oci.image.index.v1+json; charset=utf-8"
            })
    void a_list_under_a_generic_type_is_read(String type) throws Exception {
        Manifest list = Artifact.referrers(signature).manifest();
        referrers = Reply.of(200, Map.of("Content-Type", type), list.content().bytes());

        List<Attachment> found = registries.attachments(repository, image.digest());

        assertEquals(
                List.of(AttachmentKind.REFERRERS), found.stream().map(Attachment::kind).toList());
    }

    @Test
    void a_list_that_other_tools_do_not_know_as_one_is_none_to_rely_on() throws Exception {
        byte[] list = Artifact.referrers(signature).manifest().content().bytes();
        referrers = Reply.of(200, Map.of("Content-Type", "application/json"), list);
        assertEquals(
                ArtifactReader.ReferrersSupport.FALLBACK_TAG,
                registries.referrersSupport(repository, image.digest()));

        referrers = Reply.of(200, Map.of("Content-Type", MediaTypes.OCI_INDEX), list);
        assertEquals(
                ArtifactReader.ReferrersSupport.API,
                registries.referrersSupport(repository, image.digest()));
    }

    @Test
    void a_list_over_the_limit_is_malformed_also_when_only_blanks_are_cut_off() {
        String list = new String(Artifact.referrers(signature).manifest().content().bytes(), UTF_8);
        referrers =
                Reply.raw(
                        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n%s%s"
                                .formatted(MediaTypes.OCI_INDEX, list, " ".repeat(4 << 20)));

        assertThrows(
                Obstacle.Malformed.class, () -> registries.attachments(repository, image.digest()));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void a_next_page_that_is_not_there_is_the_registry_s_own_fault(int status) {
        manifests.put("next", Reply.of(status));
        referrers =
                Reply.of(
                        200,
                        Map.of(
                                "Content-Type",
                                MediaTypes.OCI_INDEX,
                                "Link",
                                "</v2/next>; rel=\"next\""),
                        Artifact.referrers(signature).manifest().content().bytes());

        Obstacle.Unreachable refused =
                assertThrows(
                        Obstacle.Unreachable.class,
                        () -> registries.attachments(repository, image.digest()));

        assertEquals(Obstacle.Unreachable.Reason.NOT_A_REGISTRY, refused.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"no such page\"", "{\"manifests\":[]}"})
    void a_document_that_is_no_list_is_none(String document) throws Exception {
        referrers = Reply.of(200, "application/json", document);

        assertEquals(List.of(), registries.attachments(repository, image.digest()));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_denied_tag_is_a_denial_for_those_who_may_not_read_the_subject(int status) {
        otherwise = Reply.error(status, "DENIED", "access denied");

        assertThrows(
                Obstacle.AccessDenied.class,
                () -> registries.attachments(repository, image.digest()));
    }

    @Test
    void a_subject_that_cannot_be_asked_for_is_no_excuse_for_a_denial() {
        otherwise = Reply.error(403, "DENIED", "access denied");
        manifests.put(image.digest().toString(), Reply.of(500));

        assertThrows(Obstacle.class, () -> registries.attachments(repository, image.digest()));
    }

    @Test
    void a_tag_that_is_answered_with_the_subject_itself_lists_no_referrers() throws Exception {
        serve(AttachmentKind.REFERRERS.tagOf(image.digest()).name(), image);

        assertEquals(List.of(), registries.attachments(repository, image.digest()));
    }

    @Test
    void an_unreadable_attachment_is_not_passed_over() {
        manifests.put(
                AttachmentKind.SIGNATURE.tagOf(image.digest()).name(),
                Reply.of(200, "application/vnd.oci.image.manifest.v1+json", "{"));

        assertThrows(
                Obstacle.Malformed.class, () -> registries.attachments(repository, image.digest()));
    }

    @Test
    void all_tags_and_the_api_are_asked_at_the_same_time() throws Exception {
        CyclicBarrier everyone = new CyclicBarrier(AttachmentKind.values().length + 1);
        otherwise =
                (out, request) -> {
                    try {
                        everyone.await();
                    } catch (InterruptedException | BrokenBarrierException e) {
                        throw new IOException(e);
                    }
                    Reply.of(404).writeTo(out, request);
                };

        assertEquals(List.of(), registries.attachments(repository, image.digest()));
    }

    private void serve(String reference, Artifact artifact) {
        Manifest manifest = artifact.manifest();
        manifests.put(
                reference,
                Reply.of(
                        200,
                        Map.of("Content-Type", manifest.mediaType()),
                        manifest.content().bytes()));
    }
}
