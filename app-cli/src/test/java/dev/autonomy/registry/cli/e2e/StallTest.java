package dev.autonomy.registry.cli.e2e;

import static dev.autonomy.registry.cli.e2e.Fault.Instead.error;
import static dev.autonomy.registry.cli.e2e.FaultScene.BUNDLE;
import static dev.autonomy.registry.cli.e2e.FaultScene.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Registries that take what is said to them and say nothing. */
@Tag("slow")
@Timeout(180)
class StallTest {

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
    void a_source_that_says_nothing_is_named() {
        scene.source.always(_ -> true, new Fault.Silence());

        Site.Ended ended = scene.seed("--stall-timeout", "2s");

        scene.assertStopped(7, ended, scene.from(), "nothing came from", "for 2 s");
        scene.assertCleanRerun();
    }

    @Test
    void a_destination_that_says_nothing_is_named() {
        scene.edge.always(_ -> true, new Fault.Silence());

        Site.Ended ended = scene.seed("--stall-timeout", "2s");

        scene.assertStopped(7, ended, scene.edge.host(), "nothing came from", "for 2 s");
        scene.assertCleanRerun();
    }

    @Test
    void a_pause_that_the_registry_asked_skopeo_for_is_no_stall_and_is_told() {
        Predicate<FaultProxy.Request> bySkopeo =
                request -> request.head().contains("User-Agent: skopeo");
        scene.edge.first(
                1,
                FaultProxy.matching("POST /v2/robot-behavior/blobs/uploads/").and(bySkopeo),
                error(429, "TOOMANYREQUESTS", "slow down").with("Retry-After", "4"));

        Site.Ended ended = scene.seed("--stall-timeout", "1s", "--progress", "plain");

        scene.assertSeeded(ended);
        assertTrue(
                ended.err()
                        .contains(
                                scene.edge.host()
                                        + " asks for fewer requests (429) (attempt 1); again in 4.0 s"),
                ended::toString);
    }

    @Test
    void silence_in_the_middle_of_an_upload_names_artifact_and_registry_and_is_not_retried() {
        scene.edge.always(upload(), new Fault.FreezeUpload(100_000));

        Site.Ended ended = scene.seed("--stall-timeout", "2s", "--progress", "json");

        scene.assertStopped(
                7, ended, BUNDLE.digest("v1"), scene.edge.host(), "nothing moved for 2 s");
        assertFalse(ended.err().contains("\"event\":\"retry\""), ended::toString);
        assertEquals(List.of(), Children.skopeos());
        scene.assertCleanRerun();
    }
}
