package dev.autonomy.registry.cli.e2e;

import static dev.autonomy.registry.cli.e2e.FaultScene.OLDER;
import static dev.autonomy.registry.cli.e2e.FaultScene.manifest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registries with rules of their own. */
@Tag("slow")
@Timeout(180)
class PeculiarRegistryTest {

    private static final String ATTACHMENT_TAG = "sha256-\\w+(\\.\\w+)?";
    private static final Fault DENIED =
            Fault.Instead.error(403, "DENIED", "requested access to the resource is denied");
    private static final DockerRegistry UPSTREAM = FaultScene.publisher();

    private final FaultScene scene = new FaultScene(UPSTREAM);

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_source_that_denies_what_is_missing_can_be_seeded_from() {
        scene.source.always(missing(scene.site.upstreamView), DENIED);

        scene.assertSeeded(scene.seed());
    }

    @Test
    void a_destination_that_denies_what_is_missing_can_be_seeded() {
        scene.edge.always(
                manifest("GET", "[^/]+").and(request -> !isThere(request, scene.site.edgeView)),
                DENIED);

        scene.assertSeeded(scene.seed());
    }

    @Test
    void a_destination_that_denies_what_is_missing_and_every_write_is_named() {
        scene.edge.always(missing(scene.site.edgeView), DENIED);
        scene.edge.always(request -> request.method().equals("POST"), DENIED);

        Site.Ended ended = scene.seed();

        scene.assertStopped(6, ended, scene.edge.host(), "denied");
        assertEquals(0, scene.edge.uploaded());
        scene.assertCleanRerun();
    }

    @Test
    void a_repository_that_must_be_created_first_is_said_as_that() {
        scene.edge.always(
                request -> request.method().equals("POST"),
                Fault.Instead.error(404, "NAME_UNKNOWN", "The repository does not exist"));

        Site.Ended ended = scene.seed();

        scene.assertStopped(7, ended, scene.edge.host(), "have the repository created first");
        scene.assertCleanRerun();
    }

    @Test
    void a_signature_that_is_hidden_is_no_signature() {
        scene.source.always(manifest("GET", ATTACHMENT_TAG), DENIED);

        Site.Ended ended = scene.seed();

        scene.assertStopped(10, ended, "Never signed", scene.source.host());
        scene.assertCleanRerun();
    }

    @ParameterizedTest
    @CsvSource({
        "409, TAG_INVALID, tag is immutable",
        "400, TAG_INVALID, The image tag already exists and cannot be overwritten",
        "412, DENIED, configured as immutable"
    })
    void an_immutable_tag_takes_the_same_content_again_and_no_other(
            int status, String code, String message) {
        scene.edge.always(takenTag(), Fault.Instead.error(status, code, message));
        scene.seedOlder();
        Map<String, String> outputs = scene.site.outputs();

        scene.seedOlder();
        Site.Ended other = scene.seed();

        assertEquals(17, other.status(), other::toString);
        assertTrue(other.err().contains(message), other::toString);
        Map<String, String> after = scene.site.edgeView.tags();
        OLDER.tags().forEach((tag, digest) -> assertEquals(digest, after.get(tag), tag));
        assertEquals(outputs.keySet(), scene.site.outputs().keySet());
        assertEquals(outputs.get("seed.lock"), scene.site.outputs().get("seed.lock"));
        scene.assertCleanRerun();
    }

    private Predicate<FaultProxy.Request> takenTag() {
        return manifest("PUT", "[^:]+").and(request -> isThere(request, scene.site.edgeView));
    }

    private static Predicate<FaultProxy.Request> missing(TestRegistry registry) {
        return manifest("GET", ATTACHMENT_TAG).and(request -> !isThere(request, registry));
    }

    private static boolean isThere(FaultProxy.Request request, TestRegistry registry) {
        return registry.digest(request.target().replaceFirst(".*/", "")).isPresent();
    }
}
