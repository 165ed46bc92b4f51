package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static dev.autonomy.registry.seed.SeedScene.byKey;
import static dev.autonomy.registry.seed.SeedScene.request;
import static dev.autonomy.registry.seed.SeedScene.stopped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import dev.autonomy.registry.testkit.Artifact;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeederObstaclesTest {

    private final SeedScene scene = new SeedScene();
    private final Artifact other = Artifact.image("somebody else's");

    @Test
    void both_missing_sidecars_are_named() throws Exception {
        scene.registries.store(SOURCE, "bare", scene.image);

        SeedReport report =
                scene.seed(
                        request(
                                "source.example/robot-behavior:bare",
                                SidecarPolicy.WITH_SIDECARS,
                                byKey()));

        assertEquals(ExitCode.NOT_FOUND, report.outcome().exitCode());
        assertEquals(
                List.of(
                        "pinning the lock source.example/robot-behavior:bare-lock",
                        "pinning the policy source.example/robot-behavior:bare-policy"),
                stopped(report).obstacles().stream()
                        .map(obstacle -> obstacle.attempt().toString())
                        .toList());
    }

    @Test
    void an_image_that_is_missing_is_named_without_the_sidecars_whose_tags_are_made_of_its_own()
            throws Exception {
        SeedReport report =
                scene.seed(
                        request(
                                "source.example/robot-behavior:v9",
                                SidecarPolicy.WITH_SIDECARS,
                                byKey()));

        assertEquals(
                List.of("pinning the image source.example/robot-behavior:v9"),
                stopped(report).obstacles().stream()
                        .map(obstacle -> obstacle.attempt().toString())
                        .toList());
    }

    @Test
    void a_source_tag_that_moves_once_while_it_is_read_is_pinned_again() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        scene.registries.before(
                request -> {
                    if (request.equals("resolve source.example v1")
                            && reads.incrementAndGet() == 2) {
                        scene.registries.store(SOURCE, "v1", scene.amd64);
                        scene.attach(
                                SOURCE,
                                scene.amd64,
                                AttachmentKind.SIGNATURE,
                                SeedScene.signature("of amd64"));
                    }
                });

        SeedReport report = scene.seed();

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
        assertEquals(Optional.of(scene.amd64.digest()), scene.registries.tag(EDGE, "v1"));
    }

    @Test
    void a_source_tag_that_keeps_moving_is_a_conflict() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        scene.registries.before(
                request -> {
                    if (request.equals("resolve source.example v1")) {
                        scene.registries.store(
                                SOURCE, "v1", Artifact.image("build " + reads.incrementAndGet()));
                    }
                });

        SeedReport report = scene.seed();

        assertEquals(ExitCode.CONFLICT, report.outcome().exitCode());
        assertTrue(scene.registries.isEmpty(EDGE));
    }

    @Test
    void a_source_tag_that_moves_after_the_pin_changes_nothing() throws Exception {
        scene.registries.before(
                request -> {
                    if (request.startsWith("attachments source.example")) {
                        scene.registries.store(SOURCE, "v1", other);
                    }
                });

        scene.seed();

        assertEquals(Optional.of(scene.image.digest()), scene.registries.tag(EDGE, "v1"));
    }

    @Test
    void a_tag_that_points_elsewhere_than_the_digest_beside_it_is_a_conflict() throws Exception {
        SeedReport report =
                scene.seed(
                        request(
                                "source.example/robot-behavior:v1@" + other.digest(),
                                SidecarPolicy.WITH_SIDECARS,
                                byKey()));

        assertEquals(ExitCode.CONFLICT, report.outcome().exitCode());
    }

    @Test
    void a_destination_tag_that_somebody_else_moved_stops_the_publication() throws Exception {
        scene.registries.before(
                request -> {
                    if (request.startsWith("size edge.example")) {
                        scene.registries.store(EDGE, "v1", other);
                    }
                });

        SeedReport report = scene.seed();

        assertEquals(ExitCode.CONFLICT, report.outcome().exitCode());
        assertEquals(SeedStep.PUBLISH, stopped(report).step());
        assertEquals(1, scene.registries.tags(EDGE).size());
        assertEquals(Optional.of(other.digest()), scene.registries.tag(EDGE, "v1"));
        assertEquals(Optional.empty(), scene.writer.committed());
    }

    @Test
    void tags_go_back_when_the_image_tag_is_refused() throws Exception {
        scene.registries.store(EDGE, "v1-lock", other).store(EDGE, "v1", other);
        refuseImageTag();

        SeedReport report = scene.seed();

        assertEquals(ExitCode.CONFLICT, report.outcome().exitCode());
        assertEquals(Optional.of(other.digest()), scene.registries.tag(EDGE, "v1"));
        assertEquals(Optional.of(other.digest()), scene.registries.tag(EDGE, "v1-lock"));
        assertEquals(2, scene.registries.tags(EDGE).size(), "new tags are removed again");
        assertEquals(Optional.empty(), scene.writer.committed());
        assertTrue(report.promotions().isEmpty());
    }

    @Test
    void the_final_state_of_each_tag_is_reported_after_a_failed_publication() throws Exception {
        scene.registries.store(EDGE, "v1-lock", other);
        refuseImageTag();

        SeedReport report = scene.seed();

        String seen = stopped(report).obstacles().getFirst().seen();
        assertTrue(seen.contains(":v1-lock was put back to " + other.digest()), seen);
        assertTrue(seen.contains(":v1-policy was removed again"), seen);
    }

    @Test
    void the_final_states_are_reported_whatever_kept_the_publication_from_going_on()
            throws Exception {
        Attempt pointing = Attempt.at("pointing the tag", "robot-behavior:v1", "edge.example");
        for (Obstacle cause :
                List.of(
                        new Obstacle.Contradiction(pointing, "these bytes", "others"),
                        new Obstacle.Malformed(pointing, "no manifest"))) {
            scene.registries.before(
                    request -> {
                        if (request.equals("point edge.example v1")) {
                            throw cause;
                        }
                    });

            SeedReport report = scene.seed();

            Obstacle obstacle = stopped(report).obstacles().getFirst();
            assertEquals(cause.getClass(), obstacle.getClass());
            assertTrue(obstacle.seen().contains(":v1-policy was removed again"), obstacle.seen());
        }
    }

    @Test
    void a_tag_that_a_third_party_moved_meanwhile_is_not_put_back() throws Exception {
        scene.registries.before(
                request -> {
                    if (request.equals("point edge.example v1")) {
                        scene.registries.store(EDGE, "v1-lock", other);
                        throw refused();
                    }
                });

        scene.seed();

        assertEquals(Optional.of(other.digest()), scene.registries.tag(EDGE, "v1-lock"));
    }

    @Test
    void a_seed_whose_lock_another_seed_replaced_meanwhile_takes_its_image_back() throws Exception {
        scene.registries.before(
                request -> {
                    if (request.equals("point edge.example v1")) {
                        scene.registries.before(
                                later -> {
                                    if (later.equals("resolve edge.example v1-lock")) {
                                        scene.registries.store(
                                                EDGE, "v1-lock", Artifact.image("theirs"));
                                    }
                                });
                    }
                });

        SeedReport report = scene.seed();

        assertEquals(ExitCode.CONFLICT, report.outcome().exitCode());
        assertEquals(Optional.empty(), scene.registries.tag(EDGE, "v1"));
        assertTrue(scene.registries.tag(EDGE, "v1-lock").isPresent());
        assertEquals(Optional.empty(), scene.writer.committed());
    }

    @Test
    void an_interruption_during_the_publication_puts_the_tags_back() {
        scene.registries.before(
                request -> {
                    if (request.equals("point edge.example v1")) {
                        throw new InterruptedException();
                    }
                });

        assertThrows(InterruptedException.class, scene::seed);

        assertTrue(scene.registries.tags(EDGE).isEmpty());
        SeedEvent.RunFinished last = (SeedEvent.RunFinished) scene.events.all().getLast();
        assertEquals(ExitCode.CANCELLED, last.exitCode());
    }

    @Test
    @Timeout(60)
    void an_interrupted_publication_does_not_wait_for_a_registry_that_went_silent() {
        scene.registries.before(
                request -> {
                    if (request.equals("point edge.example v1")) {
                        scene.registries.before(_ -> new CountDownLatch(1).await());
                        throw new InterruptedException();
                    }
                });

        assertThrows(InterruptedException.class, scene::seed);
    }

    @Test
    void the_final_state_of_each_tag_is_reported_whatever_failed() throws Exception {
        scene.registries.before(
                request -> {
                    if (request.equals("point edge.example v1")) {
                        throw new Obstacle.Contradiction(
                                Attempt.at("pointing the tag", "v1", "edge.example"),
                                "one digest",
                                "another");
                    }
                });

        SeedReport report = scene.seed();

        assertEquals(ExitCode.TAMPERED, report.outcome().exitCode());
        String seen = stopped(report).obstacles().getFirst().seen();
        assertTrue(seen.contains(":v1-policy was removed again"), seen);
    }

    @Test
    void an_interruption_while_all_tags_are_read_once_more_puts_them_back() {
        scene.registries.before(
                request -> {
                    if (request.equals("point edge.example v1")) {
                        refuseToRead("v1-lock");
                    }
                });

        assertThrows(InterruptedException.class, scene::seed);

        assertEquals(Map.of(), scene.registries.tags(EDGE));
        assertEquals(Optional.empty(), scene.writer.committed());
    }

    /** Interrupts the next reading of this tag at the edge. */
    private void refuseToRead(String tag) {
        AtomicBoolean interrupts = new AtomicBoolean(true);
        scene.registries.before(
                request -> {
                    if (request.equals("resolve edge.example " + tag)
                            && interrupts.getAndSet(false)) {
                        throw new InterruptedException();
                    }
                });
    }

    @Test
    void no_tag_moves_and_none_is_reported_when_the_files_cannot_be_written() throws Exception {
        scene.writer.unpreparable(
                new Obstacle.StorageFailed(Attempt.with("writing", "seed.lock"), "no space left"));

        SeedReport report = scene.seed();

        assertEquals(ExitCode.STORAGE, report.outcome().exitCode());
        assertEquals(List.of(), report.promotions());
        assertEquals(Optional.empty(), scene.registries.tag(EDGE, "v1"));
    }

    @Test
    void files_that_cannot_be_renamed_are_reported_with_the_tags_that_moved() throws Exception {
        scene.writer.uncommittable(
                new Obstacle.StorageFailed(
                        Attempt.with("renaming", "seed.lock"), "the disk is gone"));

        SeedReport report = scene.seed();

        assertEquals(ExitCode.STORAGE, report.outcome().exitCode());
        assertEquals(6, report.promotions().size());
    }

    @Test
    void evidence_of_the_destination_alone_is_read_again_before_the_publication() throws Exception {
        Artifact theirs = SeedScene.signature("theirs");
        scene.publish("v1", other, scene.lock, scene.policy);
        scene.attach(EDGE, other, AttachmentKind.SIGNATURE, theirs);
        scene.replicator.before(_ -> scene.registries.forget(EDGE, theirs.digest()));

        SeedReport report = scene.seed();

        assertEquals(ExitCode.NEVER_SIGNED, report.outcome().exitCode());
        assertEquals(Optional.empty(), scene.registries.tag(EDGE, "v1"));
    }

    @Test
    void a_transfer_that_may_pass_is_retried_three_times_with_growing_pauses() throws Exception {
        scene.replicator.failing(lost(), lost(), lost());

        SeedReport report = scene.seed(imageOnly());

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
        assertEquals(3, scene.events.of(SeedEvent.Retry.class).size());
        assertTrue(
                scene.pauses.getLast().compareTo(scene.pauses.getFirst()) > 0,
                scene.pauses.toString());
    }

    @Test
    void a_transfer_that_keeps_failing_ends_the_run() throws Exception {
        scene.replicator.failing(lost(), lost(), lost(), lost());

        SeedReport report = scene.seed(imageOnly());

        assertEquals(ExitCode.UNREACHABLE, report.outcome().exitCode());
        assertTrue(scene.registries.tags(EDGE).isEmpty());
    }

    @Test
    void a_copy_is_not_tried_again_before_the_registry_wants_it() throws Exception {
        scene.replicator.failing(busy(Duration.ofSeconds(40)));

        SeedReport report = scene.seed(imageOnly());

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
        assertEquals(List.of(Duration.ofSeconds(40)), scene.pauses);
    }

    @Test
    void a_registry_that_wants_more_than_a_minute_is_left_alone() throws Exception {
        scene.replicator.failing(busy(Duration.ofSeconds(61)));

        SeedReport report = scene.seed(imageOnly());

        assertEquals(ExitCode.UNREACHABLE, report.outcome().exitCode());
        assertEquals(List.of(), scene.pauses);
    }

    @Test
    void a_registry_that_is_started_again_during_a_copy_is_tried_again() throws Exception {
        scene.replicator.failing(
                new Obstacle.Unreachable(
                        Obstacle.Unreachable.Reason.CONNECTION_REFUSED,
                        Attempt.at("copying", "robot-behavior", "edge.example"),
                        "nothing can be reached"));

        SeedReport report = scene.seed(imageOnly());

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
        assertEquals(1, scene.pauses.size());
    }

    @Test
    void the_registries_are_asked_a_single_time_about_each_failure_of_a_copy() throws Exception {
        scene.replicator.failing(lost(), lost());

        scene.seed(imageOnly());

        String question = "size edge.example " + scene.image.digest();
        assertEquals(2, scene.registries.requests().stream().filter(question::equals).count());
        assertEquals(2, scene.registries.askedOnce().stream().filter(question::equals).count());
    }

    @Test
    void a_refused_login_is_not_retried() throws Exception {
        scene.replicator.failing(
                new Obstacle.AccessDenied(
                        Obstacle.AccessDenied.Reason.LOGIN_WANTED,
                        Attempt.at("copying", "robot-behavior", "edge.example"),
                        "401"));

        SeedReport report = scene.seed(imageOnly());

        assertEquals(ExitCode.ACCESS_DENIED, report.outcome().exitCode());
        assertTrue(scene.pauses.isEmpty());
    }

    @Test
    void after_a_failed_copy_the_registries_own_answer_names_the_obstacle() throws Exception {
        scene.replicator.failing(
                new Obstacle.ToolFailed(
                        Attempt.at("copying", "robot-behavior", "edge.example"),
                        "exit 1",
                        "something"));
        scene.registries.before(
                request -> {
                    if (request.equals("size edge.example " + scene.image.digest())) {
                        throw new Obstacle.AccessDenied(
                                Obstacle.AccessDenied.Reason.FORBIDDEN,
                                Attempt.at("asking for", "robot-behavior", "edge.example"),
                                "403");
                    }
                });

        SeedReport report = scene.seed(imageOnly());

        assertEquals(ExitCode.ACCESS_DENIED, report.outcome().exitCode());
    }

    @Test
    void a_copy_reported_done_that_is_not_there_is_the_destinations_loss() throws Exception {
        scene.registries.before(
                request -> {
                    if (request.equals("manifest edge.example " + scene.image.digest())) {
                        throw new Obstacle.NotFound(
                                Attempt.at("reading", "robot-behavior", "edge.example"), "404");
                    }
                });

        SeedReport report = scene.seed(imageOnly());

        Obstacle.Incomplete lost =
                assertInstanceOf(Obstacle.Incomplete.class, stopped(report).obstacles().getFirst());
        assertEquals(ExitCode.INCOMPLETE, report.outcome().exitCode());
        assertEquals(Optional.of("edge.example"), lost.attempt().registry());
        assertEquals(
                "edge.example took the copy without an objection, and does not have it now",
                lost.seen());
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "platform", "lock", "signature"})
    void whatever_was_brought_and_is_not_there_is_the_destinations_loss(String lost)
            throws Exception {
        Digest digest =
                switch (lost) {
                    case "image" -> scene.image.digest();
                    case "platform" -> scene.arm64.digest();
                    case "lock" -> scene.lock.digest();
                    default -> scene.signature.digest();
                };
        scene.registries.before(
                request -> {
                    if (request.equals("manifest edge.example " + digest)) {
                        throw new Obstacle.NotFound(
                                Attempt.at("reading", "robot-behavior", "edge.example"), "404");
                    }
                });

        SeedReport report = scene.seed();

        Obstacle.Incomplete gone =
                assertInstanceOf(Obstacle.Incomplete.class, stopped(report).obstacles().getFirst());
        assertEquals(Obstacle.Incomplete.Side.DESTINATION, gone.side());
        assertEquals(Optional.of("edge.example"), gone.attempt().registry());
    }

    @Test
    void a_destination_that_fails_to_store_is_asked_by_writing_whether_it_is_full()
            throws Exception {
        Attempt attempt = Attempt.at("copying", "robot-behavior", "edge.example");
        Obstacle.Unreachable failed =
                new Obstacle.Unreachable(
                        Obstacle.Unreachable.Reason.SERVER_ERROR, attempt, "500", "skopeo's line");
        scene.replicator.failing(failed, failed, failed, failed);
        scene.registries.before(
                request -> {
                    if (request.startsWith("upload edge.example ")) {
                        throw new Obstacle.Unreachable(
                                Obstacle.Unreachable.Reason.NO_ROOM, attempt, "no space left");
                    }
                });

        SeedReport report = scene.seed(imageOnly());

        assertEquals("no space left", stopped(report).obstacles().getFirst().seen());
        assertEquals(ExitCode.UNREACHABLE, report.outcome().exitCode());
    }

    @Test
    void a_destination_that_takes_what_it_is_given_is_not_called_full() throws Exception {
        Obstacle.Unreachable failed =
                new Obstacle.Unreachable(
                        Obstacle.Unreachable.Reason.SERVER_ERROR,
                        Attempt.at("copying", "robot-behavior", "edge.example"),
                        "500");
        scene.replicator.failing(failed, failed, failed, failed);

        SeedReport report = scene.seed(imageOnly());

        assertEquals("500", stopped(report).obstacles().getFirst().seen());
    }

    static List<Obstacle> surelyKnown() {
        Attempt copying = Attempt.at("copying", "robot-behavior", "edge.example");
        return List.of(
                new Obstacle.Contradiction(copying, "one digest", "another"),
                new Obstacle.Unsupported(copying, "cannot be kept as it is"),
                new Obstacle.StorageFailed(copying, "no room left here"),
                new Obstacle.Unreachable(
                        Obstacle.Unreachable.Reason.STALLED, copying, "nothing moved for 60 s"),
                new Obstacle.AccessDenied(
                        Obstacle.AccessDenied.Reason.CONTAINER_POLICY, copying, "refused"));
    }

    @ParameterizedTest
    @MethodSource("surelyKnown")
    void what_no_registry_can_tell_better_stands_and_is_not_retried(Obstacle known)
            throws Exception {
        scene.replicator.failing(known);
        scene.registries.before(
                request -> {
                    if (request.equals("size edge.example " + scene.image.digest())) {
                        throw lost();
                    }
                });

        SeedReport report = scene.seed(imageOnly());

        SeedOutcome.Stopped stopped = assertInstanceOf(SeedOutcome.Stopped.class, report.outcome());
        assertEquals(List.of(known), stopped.obstacles());
        assertEquals(List.of(), scene.pauses);
    }

    @Test
    void an_observer_that_fails_among_the_tags_leaves_none_of_them_moved() {
        IllegalStateException bug = new IllegalStateException("the observer fails");
        SeedObserver failing =
                event -> {
                    if (event instanceof SeedEvent.Promoted promoted
                            && promoted.promotion().tag().equals(new Tag("v1-lock"))) {
                        throw bug;
                    }
                };

        assertSame(
                bug,
                assertThrows(
                        IllegalStateException.class,
                        () -> scene.seeder().seed(SeedScene.wholeBundle(), failing)));

        assertEquals(Map.of(), scene.registries.tags(EDGE));
    }

    @Test
    void a_cancellation_while_tags_go_back_lets_them_go_back() {
        refuseImageTagAnd("withdraw edge.example v1-policy");

        assertThrows(InterruptedException.class, scene::seed);

        assertEquals(Map.of(), scene.registries.tags(EDGE));
    }

    /** Interrupts the run at the first request of this name that follows. */
    private void refuseImageTagAnd(String interrupted) {
        AtomicBoolean interrupts = new AtomicBoolean(true);
        scene.registries.before(
                request -> {
                    if (request.equals("point edge.example v1")) {
                        throw refused();
                    }
                    if (request.equals(interrupted) && interrupts.getAndSet(false)) {
                        throw new InterruptedException();
                    }
                });
    }

    private void refuseImageTag() {
        scene.registries.before(
                request -> {
                    if (request.equals("point edge.example v1")) {
                        throw refused();
                    }
                });
    }

    private static Obstacle refused() {
        return new Obstacle.Conflict(
                Obstacle.Conflict.Reason.TAG_REFUSED,
                Attempt.at("publishing", "edge.example/robot-behavior:v1", "edge.example"),
                "the tag may not be moved");
    }

    private static SeedRequest imageOnly() {
        return request("source.example/robot-behavior:v1", SidecarPolicy.IMAGE_ONLY, byKey());
    }

    private static Obstacle busy(Duration wish) {
        return new Obstacle.Unreachable(
                Obstacle.Unreachable.Reason.TOO_MANY_REQUESTS,
                Attempt.at("copying", "robot-behavior", "edge.example"),
                "HTTP status 429",
                wish);
    }

    private static Obstacle lost() {
        return new Obstacle.Unreachable(
                Obstacle.Unreachable.Reason.CONNECTION_LOST,
                Attempt.at("copying", "robot-behavior", "edge.example"),
                "connection reset");
    }
}
