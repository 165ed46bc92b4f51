package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * The process ends by {@code kill -9} at a random moment, counted in requests and pieces of data
 * that went by; the same command again goes on from there.
 */
@Tag("slow")
@Timeout(180)
class KilledSeedTest {

    private static final int MOMENTS = 20;

    /** Manifests, and what frames the chunks of an upload. */
    private static final int BYTES_BESIDES_BLOBS = 100_000;

    private static final Pattern FINISHED_UPLOAD =
            Pattern.compile(
                    "PUT /v2/robot-behavior/blobs/uploads/.*digest=sha256(?:%3A|:)(\\w+).*");

    private static final Instant NOW = Instant.now();
    private static final RandomBundle BUNDLE = new RandomBundle(NOW, 9, 300_000);
    private static final DockerRegistry UPSTREAM = FaultScene.publisher(BUNDLE);

    /** Each a part of a whole seed; the very end is left out, where a run may be done already. */
    private static final List<Double> PARTS =
            new Random(9).doubles(MOMENTS, 0, 0.95).boxed().toList();

    private static int eventsOfASeed;

    private final FaultScene scene = new FaultScene(UPSTREAM, BUNDLE).at(NOW);

    @BeforeAll
    static void countEvents() {
        try (FaultScene whole = new FaultScene(UPSTREAM, BUNDLE).at(NOW)) {
            eventsOfASeed =
                    new KilledRun(whole.source, whole.edge)
                            .eventsOf(() -> whole.assertSeeded(whole.seed()));
        }
    }

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @RepeatedTest(MOMENTS)
    void the_next_run_succeeds_and_sends_only_what_is_missing(RepetitionInfo repetition)
            throws InterruptedException {
        int moment = 1 + (int) (PARTS.get(repetition.getCurrentRepetition() - 1) * eventsOfASeed);
        new KilledRun(scene.source, scene.edge).after(moment, scene::start);
        assertNothingUnverifiedIsPublished();
        Set<String> missing = missingBlobs();
        scene.edge.forget();

        Site.Ended ended = scene.seed();

        scene.assertSeeded(ended);
        assertEquals(missing, sent(), "event " + moment);
        int most = missing.stream().mapToInt(BUNDLE.blobs()::get).sum() + BYTES_BESIDES_BLOBS;
        assertTrue(scene.edge.uploaded() <= most, scene.edge.uploaded() + " bytes, not " + most);
    }

    /** Tags are pointed only once everything is there and verified. */
    private void assertNothingUnverifiedIsPublished() {
        Map<String, String> tags = scene.site.edgeView.tags();
        if (!tags.isEmpty()) {
            assertEquals(Set.of(), missingBlobs());
            tags.forEach((tag, digest) -> assertEquals(BUNDLE.digest(tag), digest));
        }
    }

    private Set<String> missingBlobs() {
        Set<String> missing = new TreeSet<>(BUNDLE.blobs().keySet());
        missing.removeIf(scene.site.edgeView::hasBlob);
        return missing;
    }

    private Set<String> sent() {
        Set<String> sent = new TreeSet<>();
        for (FaultProxy.Request request : scene.edge.requests()) {
            Matcher upload = FINISHED_UPLOAD.matcher(request.toString());
            if (upload.matches()) {
                sent.add("sha256:" + upload.group(1));
            }
        }
        return sent;
    }
}
