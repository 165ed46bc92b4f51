package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static dev.autonomy.registry.seed.SeedScene.byKey;
import static dev.autonomy.registry.seed.SeedScene.request;
import static dev.autonomy.registry.seed.SeedScene.signature;
import static dev.autonomy.registry.seed.SeedScene.stopped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Promotion;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.testkit.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SeederTest {

    private final SeedScene scene = new SeedScene();

    @Test
    void a_signed_bundle_is_copied_verified_and_published() throws Exception {
        SeedReport report = scene.seed();

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
        assertEquals(Optional.of(scene.image.digest()), scene.registries.tag(EDGE, "v1"));
        assertEquals(Optional.of(scene.lock.digest()), scene.registries.tag(EDGE, "v1-lock"));
        assertEquals(Optional.of(scene.policy.digest()), scene.registries.tag(EDGE, "v1-policy"));
    }

    @Test
    void attachments_arrive_under_their_tags() throws Exception {
        Artifact sbom = Artifact.of("text/spdx", "sbom of amd64");
        scene.attach(SOURCE, scene.amd64, AttachmentKind.SBOM, sbom);

        scene.seed();

        String tag = AttachmentKind.SBOM.tagOf(scene.amd64.digest()).name();
        assertEquals(Optional.of(sbom.digest()), scene.registries.tag(EDGE, tag));
    }

    @Test
    void the_image_tag_is_the_last_to_move() throws Exception {
        scene.seed();

        List<Promotion> promotions =
                scene.events.of(SeedEvent.Promoted.class).stream()
                        .map(SeedEvent.Promoted::promotion)
                        .toList();
        List<Tag> lastThree = promotions.stream().map(Promotion::tag).toList();
        assertEquals(
                List.of(new Tag("v1-lock"), new Tag("v1-policy"), new Tag("v1")),
                lastThree.subList(lastThree.size() - 3, lastThree.size()));
    }

    @Test
    void no_tag_moves_before_the_destination_was_verified() throws Exception {
        AtomicInteger questionsAtFirstMove = new AtomicInteger(-1);
        scene.registries.before(
                request -> {
                    if (request.startsWith("point")) {
                        questionsAtFirstMove.compareAndSet(-1, scene.verifier.questions().size());
                    }
                });

        scene.seed();

        assertEquals(2, questionsAtFirstMove.get());
        assertEquals(EDGE, scene.verifier.questions().getLast().subjects().getFirst().repository());
    }

    @Test
    void the_files_are_prepared_before_the_tags_move_and_renamed_after() throws Exception {
        scene.seed();

        assertEquals(
                List.of("hold", "prepare", "commit", "close", "release"), scene.writer.calls());
        SeedReport written = scene.writer.committed().orElseThrow();
        assertEquals(6, written.promotions().size());
    }

    @Test
    void run_started_comes_first_and_run_finished_last() throws Exception {
        scene.seed();

        assertInstanceOf(SeedEvent.RunStarted.class, scene.events.all().getFirst());
        SeedEvent.RunFinished last =
                assertInstanceOf(SeedEvent.RunFinished.class, scene.events.all().getLast());
        assertEquals(ExitCode.SEEDED, last.exitCode());
    }

    @Test
    void only_the_image_travels_when_no_sidecars_are_asked_for() throws Exception {
        scene.seed(request("source.example/robot-behavior:v1", SidecarPolicy.IMAGE_ONLY, byKey()));

        assertEquals(Optional.empty(), scene.registries.tag(EDGE, "v1-lock"));
        assertEquals(Optional.of(scene.image.digest()), scene.registries.tag(EDGE, "v1"));
    }

    @Test
    void an_unsigned_bundle_is_refused_before_anything_is_written() throws Exception {
        Artifact unsigned = Artifact.image("unsigned");
        scene.publish("v2", unsigned, scene.lock, scene.policy);

        SeedReport report =
                scene.seed(
                        request(
                                "source.example/robot-behavior:v2",
                                SidecarPolicy.WITH_SIDECARS,
                                byKey()));

        assertEquals(
                new SeedOutcome.Refused(SeedStep.PREFLIGHT, Verdict.NEVER_SIGNED),
                report.outcome());
        assertTrue(scene.registries.isEmpty(EDGE));
        assertEquals(Optional.empty(), scene.writer.committed());
    }

    @Test
    void a_signature_that_only_the_destination_has_counts() throws Exception {
        Artifact unsigned = Artifact.image("unsigned");
        scene.publish("v2", unsigned, scene.lock, scene.policy);
        scene.attach(EDGE, unsigned, AttachmentKind.SIGNATURE, signature("at the edge"));

        SeedReport report =
                scene.seed(
                        request(
                                "source.example/robot-behavior:v2",
                                SidecarPolicy.WITH_SIDECARS,
                                byKey()));

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
    }

    @Test
    void a_destination_that_fails_verification_publishes_nothing() throws Exception {
        scene.verifier.answering(Verdict.VERIFIED, Verdict.TAMPERED);

        SeedReport report = scene.seed();

        assertEquals(new SeedOutcome.Refused(SeedStep.VERIFY, Verdict.TAMPERED), report.outcome());
        assertTrue(scene.registries.tags(EDGE).isEmpty());
        assertEquals(List.of("hold", "release"), scene.writer.calls());
    }

    @Test
    void skipping_verification_publishes_with_a_warning() throws Exception {
        SeedReport report =
                scene.seed(
                        request(
                                "source.example/robot-behavior:v1",
                                SidecarPolicy.IMAGE_ONLY,
                                new TrustPolicy.Skipped("test bench")));

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
        assertEquals(
                List.of(Warning.Kind.VERIFICATION_SKIPPED),
                report.warnings().stream().map(Warning::kind).toList());
        assertTrue(scene.verifier.questions().isEmpty());
    }

    @Test
    void the_same_seed_again_copies_nothing_and_moves_no_tag() throws Exception {
        scene.seed();
        int copies = scene.replicator.copied().size();
        int writes = scene.writes().size();

        SeedReport again = scene.seed();

        assertInstanceOf(SeedOutcome.Seeded.class, again.outcome());
        assertEquals(copies, scene.replicator.copied().size());
        assertEquals(writes, scene.writes().size());
        assertTrue(
                again.transfers().stream().allMatch(t -> t.status() == Transfer.Status.UNCHANGED));
    }

    @Test
    void what_was_just_found_unchanged_is_not_asked_for_again() throws Exception {
        scene.seed();
        List<String> asked = askedInStep(SeedStep.DIGESTS);

        scene.seed();

        assertEquals(List.of(), asked);
    }

    @Test
    void where_one_artifact_was_copied_every_artifact_is_asked_for_again() throws Exception {
        scene.seed();
        scene.registries.forget(EDGE, scene.lock.digest());
        List<String> asked = askedInStep(SeedStep.DIGESTS);

        scene.seed();

        assertTrue(
                asked.contains("manifest edge.example " + scene.image.digest()), asked::toString);
    }

    /** The requests of the next run while it is in this step. */
    private List<String> askedInStep(SeedStep step) {
        List<String> asked = new ArrayList<>();
        scene.registries.before(
                request -> {
                    if (scene.events.of(SeedEvent.StepStarted.class).getLast().step() == step) {
                        asked.add(request);
                    }
                });
        return asked;
    }

    @Test
    void a_layer_that_went_missing_under_an_equal_tag_is_copied_again() throws Exception {
        scene.seed();
        scene.registries.forget(EDGE, scene.amd64.blobs().keySet().stream().toList().getLast());

        SeedReport again = scene.seed();

        assertInstanceOf(SeedOutcome.Seeded.class, again.outcome());
        assertEquals(Transfer.Status.COPIED, again.transfers().getFirst().status());
    }

    @Test
    void a_rehearsal_judges_and_writes_nothing() throws Exception {
        SeedReport report = scene.seeder().rehearse(SeedScene.wholeBundle(), scene.events);

        assertInstanceOf(SeedOutcome.Rehearsed.class, report.outcome());
        assertTrue(scene.registries.isEmpty(EDGE));
        assertEquals(List.of("rehearse"), scene.writer.calls());
        assertEquals(1, scene.verifier.questions().size());
    }

    @Test
    @Timeout(60)
    void everything_this_machine_lacks_is_reported_at_once_although_no_registry_answers()
            throws Exception {
        scene.registries.before(_ -> new CountDownLatch(1).await());
        scene.replicator.unfit(
                new Obstacle.ToolMissing(
                        Obstacle.ToolMissing.Reason.ABSENT,
                        Attempt.locally("looking for skopeo"),
                        "not on PATH"));
        scene.verifier.unusable(
                new Obstacle.TrustUnusable(
                        Attempt.with("reading the public key", "cosign.pub"), "a private key"));
        scene.writer.unwritable(
                new Obstacle.StorageFailed(
                        Attempt.with("writing to", "/seed"), "permission denied"));

        SeedReport report = scene.seed();

        assertEquals(3, stopped(report).obstacles().size());
        assertEquals(ExitCode.PREREQUISITE_MISSING, report.outcome().exitCode());
        assertEquals(List.of(), scene.writes());
    }

    @Test
    void what_is_wrong_with_this_machine_is_told_without_what_registries_answered_meanwhile()
            throws Exception {
        scene.registries.speakingPlainHttp("source.example");
        scene.verifier.unusable(
                new Obstacle.TrustUnusable(
                        Attempt.with("reading the public key", "cosign.pub"), "a private key"));

        SeedReport report = scene.seed();

        assertEquals(Set.of(), report.plainHttpRegistries());
        assertEquals(Optional.empty(), report.source());
    }

    @Test
    void a_request_with_problems_is_refused_as_a_bug_of_the_caller() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        scene.seed(
                                request(
                                        "edge.example/robot-behavior:v1",
                                        SidecarPolicy.IMAGE_ONLY,
                                        byKey())));
    }

    @Test
    void signatures_of_both_sides_are_united_under_the_tag() throws Exception {
        Artifact theirs = signature("of the edge's own key");
        scene.attach(EDGE, scene.image, AttachmentKind.SIGNATURE, theirs);

        SeedReport report = scene.seed();

        String tag = AttachmentKind.SIGNATURE.tagOf(scene.image.digest()).name();
        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
        assertFalse(
                List.of(theirs.digest(), scene.signature.digest())
                        .contains(scene.registries.tag(EDGE, tag).orElseThrow()));
        assertEquals(
                scene.registries.tag(EDGE, tag).orElseThrow(),
                scene.verifier
                        .questions()
                        .getLast()
                        .subjects()
                        .getFirst()
                        .attachments()
                        .getFirst()
                        .digest());
    }

    @Test
    void an_index_that_a_replicator_would_rewrite_travels_in_pieces() throws Exception {
        Artifact sbom = Artifact.of("text/spdx", "x".repeat((int) TagPublisher.MAX_BLOB_SIZE + 1));
        Artifact list = Artifact.referrers(sbom);
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, list);

        SeedReport report = scene.seed();

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
        assertTrue(scene.replicator.copied().contains(sbom.digest()));
        assertFalse(scene.replicator.copied().contains(list.digest()));
        assertTrue(scene.writes().contains("put edge.example " + list.digest()));
    }

    @Test
    void an_index_one_level_below_the_top_travels() throws Exception {
        Artifact nested = Artifact.index(Artifact.index(scene.amd64), scene.arm64);
        scene.registries.store(SOURCE, "v3", nested);
        scene.attach(SOURCE, nested, AttachmentKind.SIGNATURE, signature("of nested"));

        SeedReport report =
                scene.seed(
                        request(
                                "source.example/robot-behavior:v3",
                                SidecarPolicy.IMAGE_ONLY,
                                byKey()));

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
    }

    @Test
    void an_index_two_levels_below_the_top_is_unsupported() throws Exception {
        Artifact nested = Artifact.index(Artifact.index(Artifact.index(scene.amd64)));
        scene.registries.store(SOURCE, "v3", nested);

        SeedReport report =
                scene.seed(
                        request(
                                "source.example/robot-behavior:v3",
                                SidecarPolicy.IMAGE_ONLY,
                                byKey()));

        assertEquals(ExitCode.UNSUPPORTED, report.outcome().exitCode());
        assertTrue(scene.registries.isEmpty(EDGE));
    }

    @Test
    void a_layer_that_may_not_be_distributed_is_unsupported() throws Exception {
        Artifact foreign =
                Artifact.of("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", "x");
        scene.registries.store(SOURCE, "v3", foreign);

        SeedReport report =
                scene.seed(
                        request(
                                "source.example/robot-behavior:v3",
                                SidecarPolicy.IMAGE_ONLY,
                                byKey()));

        assertEquals(ExitCode.UNSUPPORTED, report.outcome().exitCode());
    }

    @Test
    void more_than_a_hundred_signatures_are_refused_before_any_write() throws Exception {
        String[] payloads =
                IntStream.rangeClosed(1, 101).mapToObj(i -> "payload " + i).toArray(String[]::new);
        scene.attach(SOURCE, scene.image, AttachmentKind.SIGNATURE, signature(payloads));

        SeedReport report = scene.seed();

        assertEquals(ExitCode.MALFORMED, report.outcome().exitCode());
        assertTrue(scene.registries.isEmpty(EDGE));
    }

    @Test
    void more_than_sixty_four_referrers_are_refused_before_any_write() throws Exception {
        Artifact[] referrers =
                IntStream.rangeClosed(1, 65)
                        .mapToObj(i -> Artifact.image("sbom " + i))
                        .toArray(Artifact[]::new);
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(referrers));

        SeedReport report = scene.seed();

        assertEquals(ExitCode.MALFORMED, report.outcome().exitCode());
        assertTrue(scene.registries.isEmpty(EDGE));
    }

    @Test
    void what_the_source_has_and_the_destination_lacks_is_incomplete() throws Exception {
        scene.registries.before(
                request -> {
                    if (request.startsWith("size edge.example")) {
                        scene.registries.forget(
                                EDGE, scene.amd64.blobs().keySet().stream().toList().getLast());
                    }
                });

        SeedReport report = scene.seed();

        assertEquals(ExitCode.INCOMPLETE, report.outcome().exitCode());
        assertEquals(SeedStep.DIGESTS, stopped(report).step());
        assertTrue(scene.registries.tags(EDGE).isEmpty());
    }
}
