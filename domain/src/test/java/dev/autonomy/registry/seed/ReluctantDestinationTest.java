package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static dev.autonomy.registry.seed.SeedScene.stopped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.testkit.Artifact;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Destinations that deny access (403) to what is not there, and those that deny it in earnest. */
class ReluctantDestinationTest {

    private final SeedScene scene = new SeedScene();
    private final Artifact other = Artifact.image("somebody else's");

    @Test
    void a_destination_that_denies_what_is_not_there_is_seeded() throws Exception {
        scene.registries.denyingWhatIsNotThere("edge.example");

        SeedReport report = scene.seed();

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
        assertEquals(Optional.of(scene.image.digest()), scene.registries.tag(EDGE, "v1"));
        assertEquals(6, scene.registries.tags(EDGE).size());
    }

    @Test
    void a_source_that_denies_what_is_not_there_denies_access() throws Exception {
        scene.registries.denyingWhatIsNotThere("source.example");
        scene.registries.forget(SOURCE, scene.amd64.digest());

        SeedReport report = scene.seed();

        assertEquals(ExitCode.ACCESS_DENIED, report.outcome().exitCode());
        assertEquals(Optional.of("source.example"), registry(report));
    }

    @Test
    void a_write_that_is_denied_names_the_destination() throws Exception {
        scene.registries.denyingWhatIsNotThere("edge.example");
        scene.replicator.failing(denied("copying"));

        SeedReport report = scene.seed();

        assertEquals(ExitCode.ACCESS_DENIED, report.outcome().exitCode());
        assertEquals(Optional.of("edge.example"), registry(report));
        assertEquals(List.of(), scene.pauses);
    }

    @Test
    void a_copy_that_lost_its_connection_is_tried_again_there_too() throws Exception {
        scene.registries.denyingWhatIsNotThere("edge.example");
        scene.replicator.failing(
                new Obstacle.Unreachable(
                        Obstacle.Unreachable.Reason.CONNECTION_LOST,
                        Attempt.at("copying", "it", "edge.example"),
                        "the connection was lost"));

        SeedReport report = scene.seed();

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
        assertEquals(1, scene.pauses.size());
    }

    @Test
    void a_failure_that_says_nothing_is_told_by_the_destination_s_denial() throws Exception {
        scene.registries.denyingWhatIsNotThere("edge.example");
        scene.replicator.failing(
                new Obstacle.ToolFailed(
                        Attempt.at("copying", "it", "edge.example"), "status 1", "what?"));

        SeedReport report = scene.seed();

        assertEquals(ExitCode.ACCESS_DENIED, report.outcome().exitCode());
    }

    @Test
    void a_login_that_is_wanted_is_no_missing_tag() throws Exception {
        scene.registries.before(
                request -> {
                    if (request.startsWith("resolve edge.example")) {
                        throw new Obstacle.AccessDenied(
                                Obstacle.AccessDenied.Reason.LOGIN_WANTED,
                                Attempt.at("reading the tag", "it", "edge.example"),
                                "HTTP status 401");
                    }
                });

        SeedReport report = scene.seed();

        assertEquals(ExitCode.ACCESS_DENIED, report.outcome().exitCode());
        assertEquals(SeedStep.PREFLIGHT, stopped(report).step());
    }

    @Test
    void what_was_written_and_may_not_be_read_is_denied_and_nothing_is_published()
            throws Exception {
        scene.registries.before(
                request -> {
                    if (request.startsWith("manifest edge.example")) {
                        throw denied("reading the manifest");
                    }
                });

        SeedReport report = scene.seed();

        assertEquals(ExitCode.ACCESS_DENIED, report.outcome().exitCode());
        assertEquals(Optional.of("edge.example"), registry(report));
        assertTrue(scene.registries.tags(EDGE).isEmpty());
    }

    @Test
    void a_tag_that_was_there_and_is_denied_later_is_not_written_over() throws Exception {
        scene.registries.store(EDGE, "v1", other);
        AtomicInteger reads = new AtomicInteger();
        scene.registries.before(
                request -> {
                    if (request.equals("resolve edge.example v1") && reads.incrementAndGet() > 1) {
                        throw denied("reading the tag");
                    }
                });

        SeedReport report = scene.seed();

        assertEquals(ExitCode.ACCESS_DENIED, report.outcome().exitCode());
        assertEquals(Optional.of(other.digest()), scene.registries.tag(EDGE, "v1"));
    }

    private static Obstacle denied(String doing) {
        return new Obstacle.AccessDenied(
                Obstacle.AccessDenied.Reason.FORBIDDEN,
                Attempt.at(doing, "it", "edge.example"),
                "found HTTP status 403");
    }

    private static Optional<String> registry(SeedReport report) {
        return stopped(report).obstacles().getFirst().attempt().registry();
    }
}
