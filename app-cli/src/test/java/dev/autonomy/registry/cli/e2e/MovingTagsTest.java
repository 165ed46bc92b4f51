package dev.autonomy.registry.cli.e2e;

import static dev.autonomy.registry.cli.e2e.FaultScene.BUNDLE;
import static dev.autonomy.registry.cli.e2e.FaultScene.OLDER;
import static dev.autonomy.registry.cli.e2e.FaultScene.blob;
import static dev.autonomy.registry.cli.e2e.FaultScene.manifest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tags that others move at the worst moments, at the source and at the destination. */
@Tag("slow")
@Timeout(180)
class MovingTagsTest {

    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final DockerRegistry UPSTREAM = FaultScene.publisher();

    private final FaultScene scene = new FaultScene(UPSTREAM);

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        BUNDLE.publishTag("v1-lock", scene.site.upstreamView);
        scene.close();
    }

    @Test
    void a_release_that_is_published_while_its_three_tags_are_read_is_read_once_more() {
        move(scene.site.upstreamView, "v1-lock");
        scene.source.first(
                1,
                manifest("GET", "v1-lock"),
                new Fault.After(() -> BUNDLE.publishTag("v1-lock", scene.site.upstreamView)));

        scene.assertSeeded(scene.seed());
    }

    @Test
    void a_tag_that_does_not_come_to_rest_is_a_conflict() {
        AtomicBoolean odd = new AtomicBoolean();
        scene.source.always(
                manifest("GET", "v1-lock"),
                new Fault.Before(
                        () -> {
                            if (odd.getAndSet(!odd.get())) {
                                BUNDLE.publishTag("v1-lock", scene.site.upstreamView);
                            } else {
                                move(scene.site.upstreamView, "v1-lock");
                            }
                        }));

        Site.Ended ended = scene.seed();

        scene.assertStopped(17, ended, "v1-lock", "moved twice while it was read");
        BUNDLE.publishTag("v1-lock", scene.site.upstreamView);
        scene.assertCleanRerun();
    }

    @Test
    void a_tag_that_moves_between_verification_and_promotion_stays_and_no_other_is_moved() {
        scene.edge.first(
                1,
                blob("GET", BUNDLE.payloadOf("v1")),
                new Fault.After(() -> move(scene.site.edgeView, "v1")));

        Site.Ended ended = scene.seed();

        assertEquals(17, ended.status(), ended::toString);
        assertTrue(ended.err().contains("no tag was moved"), ended::toString);
        assertEquals(Map.of("v1", BUNDLE.signatureOf("v1")), scene.site.edgeView.tags());
        assertEquals(Map.of(), scene.site.outputs());
        scene.assertCleanRerun();
    }

    @Test
    void what_is_ours_goes_back_when_somebody_interferes_in_the_middle_of_the_promotion() {
        scene.seedOlder();
        Map<String, String> outputs = scene.site.outputs();
        scene.edge.first(
                1,
                manifest("PUT", "v1"),
                new Fault.After(
                        () -> {
                            move(scene.site.edgeView, "v1-policy");
                            move(scene.site.edgeView, "v1");
                        }));

        Site.Ended ended = scene.seed();

        assertEquals(17, ended.status(), ended::toString);
        assertTrue(ended.err().contains(":v1-lock was put back to"), ended::toString);
        assertEquals(Optional.of(OLDER.digest("v1-lock")), scene.site.edgeView.digest("v1-lock"));
        assertTheirs("v1-policy");
        assertTheirs("v1");
        assertEquals(outputs, scene.site.outputs());
        scene.assertCleanRerun();
    }

    @Test
    void a_tag_that_moves_right_after_the_promotion_ends_the_seed_and_stays_theirs() {
        AtomicBoolean promoted = new AtomicBoolean();
        scene.edge.first(1, manifest("PUT", "v1"), new Fault.Before(() -> promoted.set(true)));
        scene.edge.first(
                1,
                manifest("GET", "v1").and(_ -> promoted.get()),
                new Fault.After(() -> move(scene.site.edgeView, "v1")));

        Site.Ended ended = scene.seed();

        assertEquals(17, ended.status(), ended::toString);
        assertTrue(ended.err().contains("somebody else moved the tag"), ended::toString);
        assertTheirs("v1");
        assertEquals(Map.of(), scene.site.outputs());
    }

    /** What others point a tag at here is a manifest that is everywhere: the image's signature. */
    private static void move(TestRegistry registry, String tag) {
        registry.putManifest(tag, OCI_MANIFEST, BUNDLE.manifest(BUNDLE.signatureOf("v1")));
    }

    private void assertTheirs(String tag) {
        assertEquals(Optional.of(BUNDLE.signatureOf("v1")), scene.site.edgeView.digest(tag), tag);
    }
}
