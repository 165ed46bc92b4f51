package dev.autonomy.registry.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {

    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final Digest INDEX = digest('1');
    private static final Digest SHARED = digest('2');
    private static final Digest OWN_AMD64 = digest('3');
    private static final Digest OWN_ARM64 = digest('4');
    private static final Digest LOCK = digest('5');

    private final SeedEvent.Artifact image =
            new SeedEvent.Artifact(
                    "image",
                    INDEX,
                    ordered(INDEX, 10, SHARED, 1000, OWN_AMD64, 500, OWN_ARM64, 600),
                    List.of(
                            platform("amd64", ordered(SHARED, 1000, OWN_AMD64, 500)),
                            platform("arm64", ordered(SHARED, 1000, OWN_ARM64, 600))));
    private final SeedEvent.Artifact lock =
            new SeedEvent.Artifact("lock", LOCK, ordered(LOCK, 90, SHARED, 1000), List.of());
    private final ProgressBoard board = new ProgressBoard();

    ProgressBoardTest() {
        board.on(new SeedEvent.Planned(START, List.of(image, lock), 2200));
    }

    @Test
    void content_shared_by_artifacts_counts_once_in_the_whole() {
        assertEquals(2200, board.snapshot(START).total());
    }

    @Test
    void a_multi_platform_image_has_a_row_for_each_platform() {
        assertEquals(
                List.of("image linux/amd64", "image linux/arm64", "lock"),
                board.snapshot(START).rows().stream().map(ProgressSnapshot.Row::name).toList());
    }

    @Test
    void a_shared_blob_moves_every_row_that_needs_it() {
        bytes(1, SHARED, 400, 1000);

        ProgressSnapshot snapshot = board.snapshot(START.plusSeconds(1));

        assertEquals(List.of(400L, 400L, 400L), done(snapshot));
        assertEquals(400, snapshot.done());
    }

    @Test
    void what_is_done_never_falls() {
        bytes(1, SHARED, 400, 1000);
        bytes(2, SHARED, 100, 1000);

        assertEquals(400, board.snapshot(START.plusSeconds(2)).done());
    }

    @Test
    void a_finished_artifact_counts_whole() {
        board.on(new SeedEvent.ArtifactFinished(START, image, Transfer.Status.COPIED));

        ProgressSnapshot snapshot = board.snapshot(START);

        assertEquals(2110, snapshot.done());
        assertEquals(new ProgressSnapshot.State.Copied(), snapshot.rows().getFirst().state());
    }

    @Test
    void blobs_under_way_are_listed_until_they_are_whole() {
        bytes(1, SHARED, 400, 1000);
        bytes(1, OWN_AMD64, 500, 500);

        assertEquals(
                List.of(new ProgressSnapshot.RunningBlob("image", SHARED, 400, 1000)),
                board.snapshot(START.plusSeconds(1)).runningBlobs());
    }

    @Test
    void the_rate_is_that_of_the_last_ten_seconds() {
        board.on(new SeedEvent.ArtifactStarted(START, image));
        bytes(1, SHARED, 900, 1000);
        bytes(20, OWN_AMD64, 100, 500);

        assertEquals(OptionalLong.of(10), board.snapshot(START.plusSeconds(21)).rate());
    }

    @Test
    void the_time_left_follows_from_the_rate() {
        board.on(new SeedEvent.ArtifactStarted(START, image));
        bytes(2, SHARED, 200, 1000);

        assertEquals(
                Optional.of(Duration.ofSeconds(20)), board.snapshot(START.plusSeconds(2)).left());
    }

    @Test
    void content_that_was_there_already_does_not_look_like_a_fast_link() {
        board.on(new SeedEvent.ArtifactStarted(START, image));
        bytes(2, SHARED, 1000, 1000);

        ProgressSnapshot snapshot = board.snapshot(START.plusSeconds(2));

        assertEquals(OptionalLong.of(0), snapshot.rate());
        assertEquals(Optional.empty(), snapshot.left());
    }

    @Test
    void a_retry_shows_until_bytes_move_again() {
        board.on(new SeedEvent.ArtifactStarted(START, image));
        board.on(new SeedEvent.Retry(START, image, 1, "connection lost", Duration.ofSeconds(2)));
        assertEquals(
                new ProgressSnapshot.State.Retrying(1, "connection lost", START.plusSeconds(2)),
                board.snapshot(START).rows().getFirst().state());

        bytes(3, SHARED, 1, 1000);

        assertEquals(
                new ProgressSnapshot.State.Copying(),
                board.snapshot(START).rows().getFirst().state());
    }

    @Test
    void a_lost_link_shows_until_the_registry_answers_and_nobody_says_how_long_the_rest_takes() {
        board.on(new SeedEvent.ArtifactStarted(START, image));
        bytes(0, SHARED, 1, 1000);
        bytes(2, SHARED, 500, 1000);
        Instant now = START.plusSeconds(4);
        Instant until = now.plusSeconds(60);

        board.on(new SeedEvent.Waiting(now, "edge.example", now, until));
        ProgressSnapshot without = board.snapshot(now);
        board.on(new SeedEvent.Answering(now, "edge.example"));
        ProgressSnapshot again = board.snapshot(now);

        assertEquals(
                Optional.of(new ProgressSnapshot.LostLink("edge.example", now, until)),
                without.lostLink());
        assertEquals(Optional.empty(), without.left());
        assertEquals(Optional.empty(), again.lostLink());
        assertTrue(again.left().isPresent());
    }

    @Test
    void steps_are_told_as_they_begin_and_end() {
        board.on(new SeedEvent.StepStarted(START, SeedStep.PREFLIGHT));
        board.on(new SeedEvent.StepFinished(START, SeedStep.PREFLIGHT));
        board.on(new SeedEvent.StepStarted(START, SeedStep.REPLICATE));

        ProgressSnapshot snapshot = board.snapshot(START);

        assertEquals(Optional.of(SeedStep.REPLICATE), snapshot.step());
        assertEquals(Set.of(SeedStep.PREFLIGHT), snapshot.finishedSteps());
        assertTrue(snapshot.startedAt().isEmpty());
    }

    private void bytes(int second, Digest blob, long done, long total) {
        board.on(new SeedEvent.Bytes(START.plusSeconds(second), image, blob, done, total));
    }

    private static List<Long> done(ProgressSnapshot snapshot) {
        return snapshot.rows().stream().map(ProgressSnapshot.Row::done).toList();
    }

    private static SeedEvent.PlatformContents platform(
            String architecture, Map<Digest, Long> contents) {
        return new SeedEvent.PlatformContents(
                new Platform("linux", architecture, Optional.empty()), digest('9'), contents);
    }

    private static Map<Digest, Long> ordered(Object... pairs) {
        Map<Digest, Long> contents = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            contents.put((Digest) pairs[i], ((Integer) pairs[i + 1]).longValue());
        }
        return contents;
    }

    private static Digest digest(char digit) {
        return new Digest(String.valueOf(digit).repeat(64));
    }
}
