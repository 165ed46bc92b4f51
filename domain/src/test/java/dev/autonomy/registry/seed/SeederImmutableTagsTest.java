package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.stopped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.testkit.Artifact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that keeps the tags it has, and a bundle that was signed again (spec 1.4). */
class SeederImmutableTagsTest {

    private final SeedScene scene = new SeedScene();
    private final Artifact earlier = SeedScene.signature("of image, earlier");
    private final Tag signatureTag = AttachmentKind.SIGNATURE.tagOf(scene.image.digest());

    @BeforeEach
    void the_edge_keeps_its_tag_of_an_earlier_signature() {
        scene.attach(EDGE, scene.image, AttachmentKind.SIGNATURE, earlier);
        scene.registries.before(
                request -> {
                    if (request.equals("point edge.example " + signatureTag)) {
                        throw kept();
                    }
                });
    }

    @Test
    void a_seed_goes_on_where_what_the_tag_holds_passes() throws Exception {
        SeedReport report = scene.seed();

        assertEquals(new SeedOutcome.Seeded(), report.outcome());
        assertEquals(Optional.of(scene.image.digest()), scene.registries.tag(EDGE, "v1"));
        assertEquals(
                List.of(Warning.Kind.ATTACHMENT_TAG_KEPT),
                report.warnings().stream().map(Warning::kind).toList());
    }

    @Test
    void the_files_name_what_the_tag_holds() throws Exception {
        scene.seed();

        SeedReport written = scene.writer.committed().orElseThrow();
        assertEquals(
                List.of(earlier.digest()),
                written.attachments().stream()
                        .filter(pin -> pin.subject().equals(scene.image.digest()))
                        .map(SeedReport.AttachmentPin::digest)
                        .toList());
        assertTrue(
                written.promotions().stream().noneMatch(each -> each.tag().equals(signatureTag)));
        assertEquals(1, written.warnings().size());
    }

    @Test
    void a_seed_ends_where_what_the_tag_holds_does_not_pass_and_no_tag_stays_moved()
            throws Exception {
        scene.verifier.answering(Verdict.VERIFIED, Verdict.VERIFIED, Verdict.STALE);

        SeedReport report = scene.seed();

        Obstacle.Conflict conflict = (Obstacle.Conflict) stopped(report).obstacles().getFirst();
        assertEquals(Obstacle.Conflict.Reason.ATTACHMENT_TAG_REFUSED, conflict.reason());
        assertTrue(conflict.seen().endsWith("does not pass (stale)"), conflict.seen());
        assertEquals(Map.of(signatureTag, earlier.digest()), scene.registries.tags(EDGE));
        assertEquals(Optional.empty(), scene.writer.committed());
    }

    @Test
    void nothing_is_said_to_pass_where_nothing_is_checked() throws Exception {
        SeedReport report =
                scene.seed(
                        SeedScene.request(
                                "source.example/robot-behavior:v1",
                                SidecarPolicy.WITH_SIDECARS,
                                new TrustPolicy.Skipped("test bench")));

        assertEquals(new SeedOutcome.Seeded(), report.outcome());
        String said =
                report.warnings().stream()
                        .filter(each -> each.kind() == Warning.Kind.ATTACHMENT_TAG_KEPT)
                        .map(Warning::message)
                        .collect(Collectors.joining());
        assertTrue(said.endsWith("What the tag holds was not checked."), said);
    }

    @Test
    void a_tag_that_somebody_else_moves_meanwhile_is_not_kept_although_all_others_are_there()
            throws Exception {
        scene.seed();
        scene.registries.before(
                request -> {
                    if (request.equals("point edge.example " + signatureTag)) {
                        scene.attach(
                                EDGE,
                                scene.image,
                                AttachmentKind.SIGNATURE,
                                SeedScene.signature("of somebody else"));
                        throw kept();
                    }
                });

        SeedReport report = scene.seed();

        assertEquals(
                Obstacle.Conflict.Reason.DESTINATION_TAG_MOVED,
                ((Obstacle.Conflict) stopped(report).obstacles().getFirst()).reason());
    }

    @Test
    void tags_that_were_moved_before_are_told_of_where_evidence_is_gone() throws Exception {
        Tag lockTag = AttachmentKind.SIGNATURE.tagOf(scene.lock.digest());
        scene.attach(EDGE, scene.lock, AttachmentKind.SIGNATURE, earlier);
        scene.registries.before(
                request -> {
                    if (request.equals("point edge.example " + lockTag)) {
                        scene.registries.forget(
                                EDGE,
                                scene.registries.tag(EDGE, signatureTag.name()).orElseThrow());
                        throw kept();
                    }
                });

        SeedReport report = scene.seed();

        Obstacle gone = stopped(report).obstacles().getFirst();
        assertEquals(ExitCode.INCOMPLETE, report.outcome().exitCode());
        assertTrue(gone.seen().contains("Tags now: :" + signatureTag), gone.seen());
    }

    @Test
    void the_tag_of_the_image_is_never_left_at_something_else() throws Exception {
        scene.registries
                .store(EDGE, "v1", Artifact.image("before"))
                .before(
                        request -> {
                            if (request.equals("point edge.example v1")) {
                                throw kept();
                            }
                        });

        SeedReport report = scene.seed();

        assertEquals(ExitCode.CONFLICT, report.outcome().exitCode());
        assertEquals(
                Obstacle.Conflict.Reason.TAG_REFUSED,
                ((Obstacle.Conflict) stopped(report).obstacles().getFirst()).reason());
    }

    private static Obstacle kept() {
        return new Obstacle.Conflict(
                Obstacle.Conflict.Reason.TAG_REFUSED,
                Attempt.at("publishing", "edge.example/robot-behavior", "edge.example"),
                "the registry keeps the tag");
    }
}
