package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.BundleScene.IMAGE;
import static dev.autonomy.registry.adapter.verify.BundleScene.LOCK_SIDECAR;
import static dev.autonomy.registry.adapter.verify.BundleScene.OURS;
import static dev.autonomy.registry.adapter.verify.BundleScene.POLICY_SIDECAR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.testkit.Artifact;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the evidence is read: side by side, bounded, and as if one after the other. */
@Timeout(60)
class VerifierRoundsTest {

    private final CountDownLatch never = new CountDownLatch(1);

    /** Answers when exactly so many questions are there, round by round. */
    private static final class Rounds implements GatedReader.Gate {
        private final Queue<CyclicBarrier> rounds = new ArrayDeque<>();

        Rounds(int... sizes) {
            for (int size : sizes) {
                rounds.add(new CyclicBarrier(size, this::next));
            }
        }

        @Override
        public void pass(Digest asked) throws InterruptedException {
            try {
                current().await();
            } catch (BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        }

        private synchronized CyclicBarrier current() {
            return rounds.element();
        }

        private synchronized void next() {
            rounds.remove();
        }

        synchronized int left() {
            return rounds.size();
        }
    }

    @Test
    void a_bundle_with_lock_and_policy_takes_two_rounds() throws Exception {
        Scene scene = BundleScene.withSidecars(LOCK_SIDECAR, POLICY_SIDECAR);
        // Three payloads and the manifests of image, lock and policy; then lock and policy.
        Rounds rounds = new Rounds(6, 2);

        assertEquals(Verdict.VERIFIED, verdict(scene, rounds));
        assertEquals(0, rounds.left());
    }

    @Test
    void signatures_in_the_newer_format_take_no_more_rounds() throws Exception {
        Rounds rounds = new Rounds(6, 5);

        assertEquals(Verdict.VERIFIED, verdict(BundleScene.inNewerFormat(), rounds));
        assertEquals(0, rounds.left());
    }

    @Test
    void no_more_than_the_limit_is_asked_at_once() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Scene scene =
                new Scene(OURS)
                        .with(BundlePart.IMAGE, IMAGE, Manifests.signedOften(OURS, IMAGE))
                        .with(
                                BundlePart.LOCK,
                                LOCK_SIDECAR,
                                Manifests.signedOften(OURS, LOCK_SIDECAR))
                        .with(
                                BundlePart.POLICY,
                                POLICY_SIDECAR,
                                Manifests.signedOften(OURS, POLICY_SIDECAR));

        Verdict verdict =
                verdict(
                        scene,
                        _ -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            Thread.yield();
                            now.decrementAndGet();
                        });

        assertEquals(Verdict.VERIFIED, verdict);
        assertTrue(most.get() <= Parallel.AT_ONCE, "at once: " + most);
    }

    @Test
    void the_first_subject_s_obstacle_is_told_whichever_comes_first() {
        Digest imagePayload = payload(IMAGE);
        Digest lockPayload = payload(LOCK_SIDECAR);
        CountDownLatch lockFailed = new CountDownLatch(1);
        Obstacle ofImage = unreachable("the image's");
        Obstacle ofLock = unreachable("the lock's");

        Obstacle told =
                assertThrows(
                        Obstacle.class,
                        () ->
                                verdict(
                                        signed(),
                                        asked -> {
                                            if (asked.equals(lockPayload)) {
                                                lockFailed.countDown();
                                                throw ofLock;
                                            }
                                            if (asked.equals(imagePayload)) {
                                                lockFailed.await();
                                                throw ofImage;
                                            }
                                        }));

        assertSame(ofImage, told);
    }

    @Test
    void a_policy_that_still_arrives_does_not_keep_an_obstacle_waiting() {
        Obstacle ofImage = unreachable("the image's");
        Digest imagePayload = payload(IMAGE);
        CountDownLatch others = new CountDownLatch(5);

        Obstacle told =
                assertThrows(
                        Obstacle.class,
                        () ->
                                verdict(
                                        signed(),
                                        asked -> {
                                            if (asked.equals(imagePayload)) {
                                                others.await();
                                                throw ofImage;
                                            }
                                            others.countDown();
                                            never.await();
                                        }));

        assertSame(ofImage, told);
    }

    @Test
    void an_interruption_ends_all_that_is_asked() throws Exception {
        CountDownLatch begun = new CountDownLatch(6);
        AtomicInteger ended = new AtomicInteger();
        Thread caller =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        assertThrows(
                                                InterruptedException.class,
                                                () ->
                                                        verdict(
                                                                signed(),
                                                                _ -> {
                                                                    try {
                                                                        begun.countDown();
                                                                        never.await();
                                                                    } finally {
                                                                        ended.incrementAndGet();
                                                                    }
                                                                })));
        begun.await();

        caller.interrupt();
        caller.join();

        assertEquals(6, ended.get());
    }

    private static Scene signed() {
        return BundleScene.withSidecars(LOCK_SIDECAR, POLICY_SIDECAR);
    }

    private static Verdict verdict(Scene scene, GatedReader.Gate gate) throws Exception {
        return scene.verify(SidecarPolicy.WITH_SIDECARS, new GatedReader(scene.registries(), gate))
                .verdict();
    }

    /** The payload of the good signature of an artifact, which is the same whoever signs. */
    private static Digest payload(Artifact artifact) {
        return SignatureLayer.good(OURS, artifact.digest()).descriptor().digest();
    }

    private static Obstacle unreachable(String what) {
        return new Obstacle.Unreachable(
                Obstacle.Unreachable.Reason.CONNECTION_LOST, Attempt.locally("reading"), what);
    }
}
