package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static dev.autonomy.registry.seed.SeedScene.stopped;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.testkit.Artifact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An index of several platforms goes by its children, those at once that share nothing. */
@Timeout(60)
class PlatformsTest {

    private final SeedScene scene = new SeedScene();
    private final Artifact[] own = {Artifact.platform("amd64"), Artifact.platform("arm64")};
    private final Artifact amd64 = Artifact.image("base", "amd64");
    private final Artifact arm64 = Artifact.image("base", "arm64");
    private final Artifact riscv64 = Artifact.image("base", "riscv64");

    @Test
    void platforms_are_copied_at_once_and_their_index_is_put_by_its_exact_bytes() throws Exception {
        Artifact index = Artifact.index(own);
        CountDownLatch both = new CountDownLatch(2);
        scene.replicator.before(
                _ -> {
                    both.countDown();
                    both.await();
                });

        assertEquals(new SeedOutcome.Seeded(), seed(index).outcome());

        assertEquals(
                Set.of(own[0].digest(), own[1].digest()), Set.copyOf(scene.replicator.copied()));
        assertArrayEquals(
                index.manifest().content().bytes(),
                scene.registries.manifest(EDGE, index.digest()).content().bytes());
    }

    @Test
    void two_platforms_that_share_a_layer_are_copied_in_one_go() throws Exception {
        assertIsCopiedInOneGo(Artifact.index(amd64, arm64));
    }

    @Test
    void a_single_platform_is_copied_in_one_go() throws Exception {
        assertIsCopiedInOneGo(Artifact.index(amd64));
    }

    private void assertIsCopiedInOneGo(Artifact index) throws Exception {
        assertEquals(new SeedOutcome.Seeded(), seed(index).outcome());

        assertEquals(List.of(index.digest()), scene.replicator.copied());
    }

    @Test
    void of_more_platforms_on_one_base_the_first_goes_before_the_others() throws Exception {
        CountDownLatch others = new CountDownLatch(2);
        scene.replicator.before(
                digest -> {
                    if (!digest.equals(amd64.digest().toString())) {
                        assertTrue(
                                scene.registries.blobSize(EDGE, base()).isPresent(),
                                "the base is not there");
                        others.countDown();
                        others.await();
                    }
                });

        SeedReport report = seed(Artifact.index(amd64, arm64, riscv64));

        assertEquals(new SeedOutcome.Seeded(), report.outcome());
        assertEquals(amd64.digest(), scene.replicator.copied().getFirst());
        assertEquals(3, scene.replicator.copied().size());
    }

    private Digest base() {
        return ((Manifest.Image) amd64.manifest()).layers().getFirst().digest();
    }

    @Test
    void a_platform_that_is_listed_twice_is_copied_once() throws Exception {
        seed(Artifact.index(own[0], own[1], own[0]));

        assertEquals(2, scene.replicator.copied().size());
    }

    @Test
    void what_has_arrived_of_a_blob_never_falls_although_two_platforms_tell_of_it()
            throws Exception {
        seed(Artifact.index(amd64, arm64, riscv64));

        Map<Digest, Long> done = new HashMap<>();
        for (SeedEvent.Bytes each : scene.events.of(SeedEvent.Bytes.class)) {
            if (each.artifact().name().equals("image")) {
                long before = done.getOrDefault(each.blob(), -1L);
                assertTrue(each.done() >= before, each::toString);
                done.put(each.blob(), each.done());
            }
        }
    }

    @Test
    void a_platform_is_retried_by_itself() throws Exception {
        scene.replicator.failing(lost(), lost());

        assertEquals(new SeedOutcome.Seeded(), seed(Artifact.index(own)).outcome());

        assertEquals(2, scene.pauses.size());
        assertEquals(4, scene.replicator.copied().size());
    }

    @Test
    void a_platform_that_fails_ends_the_other_and_the_index_is_not_put() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch ended = new CountDownLatch(1);
        Obstacle denied =
                new Obstacle.AccessDenied(
                        Obstacle.AccessDenied.Reason.LOGIN_WANTED,
                        Attempt.at("copying", "robot-behavior", "edge.example"),
                        "401");
        scene.replicator
                .failing(denied)
                .before(
                        digest -> {
                            boolean isOther = !isFirst(digest);
                            try {
                                both.countDown();
                                both.await();
                                if (isOther) {
                                    new CountDownLatch(1).await();
                                }
                            } finally {
                                if (isOther) {
                                    ended.countDown();
                                }
                            }
                        });

        SeedReport report = seed(Artifact.index(own));

        assertEquals(List.of(denied), stopped(report).obstacles());
        assertEquals(0, ended.getCount());
        assertEquals(
                List.of(),
                scene.writes().stream()
                        .filter(each -> each.contains(hex(Artifact.index(own))))
                        .toList());
    }

    private boolean isFirst(String digest) {
        return scene.replicator.copied().getFirst().toString().equals(digest);
    }

    private SeedReport seed(Artifact index) throws InterruptedException {
        scene.registries.store(SOURCE, "several", index);
        scene.attach(SOURCE, index, AttachmentKind.SIGNATURE, SeedScene.signature("of several"));
        return scene.seed(imageOnly("several"));
    }

    private static SeedRequest imageOnly(String tag) {
        return SeedScene.request(
                "source.example/robot-behavior:" + tag,
                SidecarPolicy.IMAGE_ONLY,
                SeedScene.byKey());
    }

    private static String hex(Artifact artifact) {
        return artifact.digest().hex();
    }

    private static Obstacle lost() {
        return new Obstacle.Unreachable(
                Obstacle.Unreachable.Reason.CONNECTION_LOST,
                Attempt.at("copying", "robot-behavior", "edge.example"),
                "connection reset");
    }
}
