package dev.autonomy.registry.catalog;

import static dev.autonomy.registry.catalog.CatalogScene.GO_ON;
import static dev.autonomy.registry.catalog.CatalogScene.STOP;
import static dev.autonomy.registry.catalog.CatalogScene.codes;
import static dev.autonomy.registry.catalog.CatalogScene.edge;
import static dev.autonomy.registry.catalog.CatalogScene.results;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.BundleResult;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.testkit.Artifact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CatalogSeederTest {

    private static final Obstacle DISK =
            new Obstacle.StorageFailed(Attempt.with("writing", "out"), "the disk is full");

    private final CatalogScene scene = new CatalogScene();

    @Test
    void every_bundle_is_published_and_the_report_is_whole() throws Exception {
        Artifact nav = scene.signed("nav", "a");
        Artifact arm = scene.signed("arm", "b");

        CatalogReport report = scene.seed(STOP);

        assertEquals(ExitCode.SEEDED, report.exitCode());
        assertTrue(report.isWhole());
        assertEquals(Optional.of(nav.digest()), scene.registries.tag(edge("nav"), "v1"));
        assertEquals(Optional.of(arm.digest()), scene.registries.tag(edge("arm"), "v1"));
        assertEquals(Optional.of(report), scene.writer.written());
    }

    @Test
    void each_bundle_leaves_files_of_its_own() throws Exception {
        scene.signed("nav", "a");

        scene.seed(STOP);

        assertTrue(scene.writer.bundle(new BundleName("nav")).committed().isPresent());
    }

    @Test
    void one_that_does_not_pass_stops_all_before_anything_is_written() throws Exception {
        scene.signed("nav", "a");
        scene.unsigned("arm", "b");

        CatalogReport report = scene.seed(STOP);

        assertEquals(List.of(BundleResult.NOT_ATTEMPTED, BundleResult.REFUSED), results(report));
        assertEquals(List.of(), scene.writes());
        assertEquals(List.of(), scene.replicator.copied());
        assertEquals(Optional.of(report), scene.writer.written());
    }

    @Test
    void the_report_names_each_that_would_have_failed() throws Exception {
        scene.unsigned("nav", "a");
        scene.signed("arm", "b");
        scene.absent("gone");

        CatalogReport report = scene.seed(STOP);

        assertEquals(List.of(10, 10, 5), codes(report));
        assertEquals(ExitCode.NEVER_SIGNED, report.exitCode());
    }

    @Test
    void the_others_go_on_where_that_is_asked_for() throws Exception {
        scene.unsigned("nav", "a");
        Artifact arm = scene.signed("arm", "b");
        scene.absent("gone");

        CatalogReport report = scene.seed(GO_ON);

        assertEquals(
                List.of(BundleResult.REFUSED, BundleResult.SEEDED, BundleResult.STOPPED),
                results(report));
        assertEquals(Optional.of(arm.digest()), scene.registries.tag(edge("arm"), "v1"));
        assertFalse(report.isWhole());
    }

    @Test
    void all_are_judged_before_any_of_them_moves() throws Exception {
        for (int i = 0; i < 20; i++) {
            scene.signed("bundle" + i, "layer " + i);
        }
        Set<Integer> judged = ConcurrentHashMap.newKeySet();
        scene.replicator.before(_ -> judged.add(scene.verifier.questions().size()));

        scene.seed(STOP);

        assertTrue(judged.stream().allMatch(questions -> questions >= 20), judged::toString);
    }

    @Test
    void a_failure_on_the_way_stops_what_has_not_begun() throws Exception {
        scene.signed("first", "a");
        scene.signed("second", "b");
        scene.signed("third", "c");
        scene.replicator.failing(
                new Obstacle.Unsupported(Attempt.locally("copying"), "nobody takes it"));

        CatalogReport report = scene.seed(new CatalogPolicy(CatalogPolicy.AfterFailure.STOP, 1));

        assertEquals(
                List.of(
                        BundleResult.STOPPED,
                        BundleResult.NOT_ATTEMPTED,
                        BundleResult.NOT_ATTEMPTED),
                results(report));
        assertEquals(List.of(9, 9, 9), codes(report));
    }

    @Test
    void bundles_move_side_by_side() throws Exception {
        scene.signed("nav", "a");
        scene.signed("arm", "b");
        CountDownLatch both = new CountDownLatch(2);
        scene.replicator.before(
                _ -> {
                    both.countDown();
                    both.await();
                });

        assertTrue(scene.seed(STOP).isWhole());
    }

    @Test
    void no_more_of_them_move_at_once_than_was_asked_for() throws Exception {
        scene.signed("nav", "a");
        scene.signed("arm", "b");
        Set<String> moving = ConcurrentHashMap.newKeySet();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        scene.replicator.before(
                digest -> {
                    moving.add(digest);
                    seen.add(moving.size());
                    moving.remove(digest);
                });

        scene.seed(new CatalogPolicy(CatalogPolicy.AfterFailure.STOP, 1));

        assertEquals(Set.of(1), seen);
    }

    @Test
    void bundles_that_share_a_layer_wait_for_the_first_to_bring_it() throws Exception {
        Artifact nav = scene.signed("nav", "base", "a");
        Artifact arm = scene.signed("arm", "base", "b");
        scene.replicator.before(
                digest -> {
                    if (digest.equals(arm.digest().toString())) {
                        assertEquals(
                                Optional.of(nav.digest()), scene.registries.tag(edge("nav"), "v1"));
                    }
                });

        assertTrue(scene.seed(STOP).isWhole());
        assertEquals(List.of(nav.digest(), arm.digest()), scene.replicator.copied());
    }

    @Test
    void two_tags_of_one_image_keep_what_vouches_for_either() throws Exception {
        Artifact image = scene.signed("nav", "a");
        scene.registries.store(CatalogScene.source("copy"), "v1", image);
        scene.attachSignature("copy", image, "of the copy");
        scene.entry("nav-stable", "source.example/copy:v1", "edge.example/nav:stable");

        CatalogReport report = scene.seed(STOP);

        assertTrue(report.isWhole(), () -> report.toString());
        String tag = AttachmentKind.SIGNATURE.tagOf(image.digest()).name();
        assertEquals(
                2,
                scene.registries.manifest(
                                        edge("nav"),
                                        scene.registries.tag(edge("nav"), tag).orElseThrow())
                                instanceof dev.autonomy.registry.model.Manifest.Image union
                        ? union.layers().size()
                        : 0);
    }

    @Test
    void the_same_catalog_again_copies_nothing() throws Exception {
        scene.signed("nav", "a");
        scene.seed(STOP);
        int copied = scene.replicator.copied().size();

        CatalogReport again = scene.seed(STOP);

        assertTrue(again.isWhole());
        assertEquals(copied, scene.replicator.copied().size());
    }

    @Test
    void a_rehearsal_judges_all_of_them_and_writes_nothing() throws Exception {
        scene.signed("nav", "a");
        scene.unsigned("arm", "b");

        CatalogReport report = scene.rehearse();

        assertEquals(List.of(BundleResult.REHEARSED, BundleResult.REFUSED), results(report));
        assertEquals(ExitCode.NEVER_SIGNED, report.exitCode());
        assertEquals(List.of(), scene.writes());
        assertEquals(Optional.empty(), scene.writer.written());
    }

    @Test
    void a_machine_without_the_tool_attempts_nothing_and_says_so() throws Exception {
        scene.signed("nav", "a");
        scene.replicator.unfit(
                new Obstacle.ToolMissing(
                        Obstacle.ToolMissing.Reason.ABSENT,
                        Attempt.locally("looking for skopeo"),
                        "there is none"));

        CatalogReport report = scene.seed(STOP);

        assertEquals(ExitCode.PREREQUISITE_MISSING, report.exitCode());
        assertEquals(List.of(BundleResult.NOT_ATTEMPTED), results(report));
        assertTrue(scene.writer.written().isPresent());
    }

    @Test
    void a_roll_up_that_cannot_be_written_is_no_success() throws Exception {
        scene.signed("nav", "a");
        scene.writer.unwritable(DISK);

        CatalogReport report = scene.seed(STOP);

        assertEquals(ExitCode.STORAGE, report.exitCode());
        assertEquals(List.of(BundleResult.SEEDED), results(report));
    }

    @Test
    void a_catalog_whose_bundles_clash_is_not_run() {
        scene.signed("nav", "a");
        scene.entry("other", "source.example/nav:v1", "edge.example/nav:v1");

        assertThrows(IllegalArgumentException.class, () -> scene.seed(STOP));
    }

    @Test
    void a_run_that_is_cancelled_writes_down_what_was_published() throws Exception {
        scene.signed("nav", "a");
        scene.signed("arm", "b");
        scene.replicator.before(
                _ -> {
                    throw new InterruptedException();
                });

        assertThrows(InterruptedException.class, () -> scene.seed(STOP));

        assertEquals(
                List.of(BundleResult.CANCELLED, BundleResult.CANCELLED),
                results(scene.writer.written().orElseThrow()));
        assertEquals(ExitCode.CANCELLED, scene.writer.written().orElseThrow().exitCode());
    }

    @Test
    void events_of_a_bundle_carry_its_name_between_the_first_and_the_last() throws Exception {
        scene.signed("nav", "a");

        scene.seed(STOP);

        List<SeedEvent> all = scene.events.all();
        assertEquals(
                List.of("nav"),
                assertInstanceOf(SeedEvent.CatalogStarted.class, all.getFirst()).bundles());
        assertEquals(
                ExitCode.SEEDED,
                assertInstanceOf(SeedEvent.CatalogFinished.class, all.getLast()).exitCode());
        assertTrue(
                all.subList(1, all.size() - 1).stream()
                        .allMatch(SeedEvent.OfBundle.class::isInstance));
        assertEquals(Optional.of(1), scene.firstOf("nav", SeedEvent.BundleStarted.class));
        assertEquals(
                Optional.of(all.size() - 2), scene.firstOf("nav", SeedEvent.BundleFinished.class));
    }
}
