package dev.autonomy.registry.cli.e2e;

import static dev.autonomy.registry.cli.e2e.Fault.Instead.error;
import static dev.autonomy.registry.cli.e2e.FaultScene.BUNDLE;
import static dev.autonomy.registry.cli.e2e.FaultScene.blob;
import static dev.autonomy.registry.cli.e2e.FaultScene.manifest;
import static dev.autonomy.registry.cli.e2e.FaultScene.upload;
import static dev.autonomy.registry.cli.e2e.TransferFaultsTest.End.EDGE;
import static dev.autonomy.registry.cli.e2e.TransferFaultsTest.End.SOURCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Links and registries that fail while content is on its way. */
@Tag("slow")
@Timeout(180)
class TransferFaultsTest {

    private static final int HALF = 350_000;
    private static final int NEVER = -1_000_000;
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

    static Stream<Arguments> passingTroubles() {
        Predicate<FaultProxy.Request> layer = blob("GET", BUNDLE.layers().get(1));
        return Stream.of(
                arguments("second upload reset", EDGE, upload(), 2, new Fault.ResetUpload(HALF)),
                arguments("500", EDGE, upload(), 1, error(500, "UNKNOWN", "disk trouble")),
                arguments("502 page", EDGE, upload(), 1, Fault.Instead.page(502)),
                arguments("503", EDGE, upload(), 1, error(503, "UNAVAILABLE", "restarting")),
                arguments("layer reset", SOURCE, layer, 1, new Fault.ResetAnswer(HALF)),
                arguments("layer truncated", SOURCE, layer, 1, new Fault.Truncate(HALF)),
                arguments("layer 502", SOURCE, layer, 1, Fault.Instead.page(502)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passingTroubles")
    void a_trouble_that_passes_is_retried_or_continued(
            String name, End end, Predicate<FaultProxy.Request> which, int number, Fault fault) {
        end.of(scene).nth(number, which, fault);

        Site.Ended ended = scene.seed("--progress", "json");

        scene.assertSeeded(ended);
        switch (end) {
            case EDGE -> assertEquals(1, retriesOfTheImage(ended), ended::toString);
            // skopeo itself may ask once more for the rest of a layer.
            case SOURCE -> assertEquals(2, scene.source.count(which), ended::toString);
        }
    }

    @Test
    void a_trouble_that_stays_is_retried_three_times_and_named() {
        scene.source.always(blob("GET", BUNDLE.layers().get(1)), new Fault.ResetAnswer(HALF));

        Site.Ended ended = scene.seed("--progress", "json");

        scene.assertStopped(7, ended, scene.source.host());
        assertEquals(3, retries(ended), ended::toString);
        scene.assertCleanRerun();
    }

    @Test
    void a_layer_with_one_wrong_bit_is_tampered_and_not_retried() {
        scene.source.always(blob("GET", BUNDLE.layers().get(1)), new Fault.Flip(HALF));

        Site.Ended ended = scene.seed("--progress", "json");

        scene.assertStopped(13, ended, BUNDLE.layers().get(1), scene.source.host());
        assertEquals(0, retries(ended), ended::toString);
        scene.assertCleanRerun();
    }

    @Test
    void a_layer_without_end_is_cut_off() {
        scene.source.always(
                blob("GET", BUNDLE.layers().get(1)), new Fault.Endless("application/octet-stream"));

        Site.Ended ended = scene.seed();

        scene.assertStopped(13, ended, scene.source.host());
        assertTrue(scene.edge.uploaded() < 800L << 20, "sent " + scene.edge.uploaded());
        scene.assertCleanRerun();
    }

    static Stream<Arguments> requestsToComeBackLater() {
        return Stream.of(
                arguments("skopeo's upload", upload()),
                arguments("the client's reading", manifest("GET", BUNDLE.digest("v1"))),
                arguments("the promotion", manifest("PUT", "v1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requestsToComeBackLater")
    void a_registry_that_asks_to_come_back_later_is_obeyed(
            String name, Predicate<FaultProxy.Request> which) {
        scene.edge.first(
                2, which, error(429, "TOOMANYREQUESTS", "slow down").with("Retry-After", "1"));

        scene.assertSeeded(scene.seed());
    }

    static Stream<Arguments> refusals() {
        Predicate<FaultProxy.Request> layer = blob("GET", BUNDLE.layers().get(1));
        Fault unauthorized = error(401, "UNAUTHORIZED", "who are you");
        Fault denied = error(403, "DENIED", "not for you");
        return Stream.of(
                arguments("upload 401", EDGE, upload(), unauthorized, 6),
                arguments("upload 403", EDGE, upload(), denied, 6),
                arguments("upload 404", EDGE, upload(), error(404, "UNKNOWN", "no upload"), 7),
                arguments("layer 401", SOURCE, layer, unauthorized, 6),
                arguments("layer 403", SOURCE, layer, denied, 6),
                arguments("layer 404", SOURCE, layer, error(404, "BLOB_UNKNOWN", "no blob"), 5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void a_refusal_is_final(
            String name, End end, Predicate<FaultProxy.Request> which, Fault fault, int status) {
        end.of(scene).always(which, fault);

        Site.Ended ended = scene.seed("--progress", "json");

        scene.assertStopped(status, ended, end.of(scene).host());
        assertEquals(0, retries(ended), ended::toString);
        scene.assertCleanRerun();
    }

    @Test
    void a_layer_that_drips_counts_as_stalled() {
        scene.source.always(blob("GET", BUNDLE.layers().get(1)), new Fault.Drip());

        Site.Ended ended = scene.seed("--stall-timeout", "2s");

        scene.assertStopped(7, ended, "nothing moved for 2 s");
        scene.assertCleanRerun();
    }

    @Test
    void a_registry_killed_in_the_middle_can_be_seeded_once_it_is_back() {
        scene.edge.nth(2, upload(), new Fault.Before(scene.site.edge::kill));

        Site.Ended ended = scene.seed();
        scene.site.edge.startAgain();

        scene.assertStopped(7, ended, scene.edge.host());
        scene.assertCleanRerun();
    }

    @Test
    void a_registry_killed_in_the_middle_is_waited_for_and_the_run_goes_on() {
        AtomicInteger looks = new AtomicInteger(NEVER);
        scene.edge.nth(
                2,
                upload(),
                new Fault.Before(
                        () -> {
                            scene.site.edge.kill();
                            looks.set(0);
                        }));
        scene.edge.always(
                request -> request.target().equals("/v2/"),
                new Fault.Before(
                        () -> {
                            if (looks.incrementAndGet() == 4) {
                                scene.site.edge.startAgain();
                            }
                        }));

        Site.Ended ended = scene.seed("--progress", "json", "--wait-for-link", "2m");

        scene.assertSeeded(ended);
        assertTrue(ended.err().contains("\"event\":\"waiting\""), ended::toString);
        assertTrue(ended.err().contains("\"event\":\"answering\""), ended::toString);
    }

    @Test
    void a_registry_that_does_not_come_back_is_named_when_the_wait_is_over() {
        scene.edge.nth(2, upload(), new Fault.Before(scene.site.edge::kill));

        Site.Ended ended = scene.seed("--progress", "json", "--wait-for-link", "3s");
        scene.site.edge.startAgain();

        scene.assertStopped(7, ended, scene.edge.host());
        assertTrue(ended.err().contains("\"event\":\"waiting\""), ended::toString);
    }

    @Test
    void a_killed_skopeo_is_named_and_the_next_run_goes_on() {
        scene.edge.nth(2, upload(), new Fault.Before(TransferFaultsTest::killSkopeo));

        Site.Ended ended = scene.seed();

        scene.assertStopped(7, ended, "skopeo was ended by signal 9");
        scene.assertCleanRerun();
    }

    private static void killSkopeo() {
        Children.skopeos().forEach(ProcessHandle::destroyForcibly);
    }

    /** The others' small blobs are sent at the same time, which may cost them a retry as well. */
    private static long retriesOfTheImage(Site.Ended ended) {
        return ended.err()
                .lines()
                .filter(line -> line.contains("\"event\":\"retry\""))
                .filter(line -> line.contains("\"artifact\":\"image\""))
                .count();
    }

    private static long retries(Site.Ended ended) {
        return ended.err().lines().filter(line -> line.contains("\"event\":\"retry\"")).count();
    }

    enum End {
        SOURCE,
        EDGE;

        FaultProxy of(FaultScene scene) {
            return this == SOURCE ? scene.source : scene.edge;
        }
    }
}
