package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.testkit.Artifact;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A link that is lost during a run that may wait for it (spec 1.5). */
class SeederLostLinkTest {

    private final SeedScene scene = new SeedScene();

    @Test
    void a_copy_goes_on_after_each_wait_and_its_retries_begin_anew() throws Exception {
        scene.registries.regainingLink("edge.example", 3);
        scene.replicator.failing(lost(), lost(), lost(), lost(), lost());

        SeedReport report = scene.seed();

        assertEquals(new SeedOutcome.Seeded(), report.outcome());
        assertEquals(2, scene.pauses.size());
    }

    @Test
    void a_copy_that_fails_over_a_link_that_is_there_is_retried_as_ever() throws Exception {
        scene.replicator.failing(lost(), lost(), lost(), lost());

        SeedReport report = scene.seed();

        assertEquals(ExitCode.UNREACHABLE, report.outcome().exitCode());
        assertEquals(3, scene.pauses.size());
    }

    @Test
    void a_publication_goes_on_after_the_wait() throws Exception {
        scene.registries.regainingLink("edge.example", 1);
        losingTheLinkAtTheImage(() -> {});

        SeedReport report = scene.seed();

        assertEquals(new SeedOutcome.Seeded(), report.outcome());
        assertEquals(Optional.of(scene.image.digest()), scene.registries.tag(EDGE, "v1"));
    }

    @Test
    void a_request_that_arrived_although_its_answer_was_lost_is_not_sent_again() throws Exception {
        scene.registries.regainingLink("edge.example", 1);
        losingTheLinkAtTheImage(() -> scene.registries.store(EDGE, "v1", scene.image));

        SeedReport report = scene.seed();

        assertEquals(new SeedOutcome.Seeded(), report.outcome());
        assertEquals(1, timesPointedAtTheImage());
    }

    @Test
    void a_publication_ends_where_somebody_moved_a_tag_during_the_wait() throws Exception {
        scene.registries.regainingLink("edge.example", 1);
        Artifact theirs = Artifact.image("theirs");
        losingTheLinkAtTheImage(() -> scene.registries.store(EDGE, "v1-lock", theirs));

        SeedReport report = scene.seed();

        assertEquals(ExitCode.CONFLICT, report.outcome().exitCode());
        assertEquals(1, timesPointedAtTheImage());
        assertEquals(Map.of(new Tag("v1-lock"), theirs.digest()), scene.registries.tags(EDGE));
    }

    private long timesPointedAtTheImage() {
        return scene.writes().stream().filter(each -> each.equals("point edge.example v1")).count();
    }

    private void losingTheLinkAtTheImage(Runnable meanwhile) {
        AtomicBoolean isLost = new AtomicBoolean();
        scene.registries.before(
                request -> {
                    if (request.equals("point edge.example v1") && !isLost.getAndSet(true)) {
                        meanwhile.run();
                        throw lost();
                    }
                });
    }

    private static Obstacle lost() {
        return new Obstacle.Unreachable(
                Obstacle.Unreachable.Reason.CONNECTION_LOST,
                Attempt.at("copying", "robot-behavior", "edge.example"),
                "the connection to edge.example broke off");
    }
}
