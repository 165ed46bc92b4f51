package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static dev.autonomy.registry.seed.SeedScene.stopped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.testkit.Artifact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Evidence travels by the client, while the image is still on its way (spec 1.6). */
@Timeout(60)
class EvidenceTest {

    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    private final SeedScene scene = new SeedScene();
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void the_image_alone_is_the_replicator_s() throws Exception {
        scene.seed();

        assertEquals(List.of(scene.image.digest()), scene.replicator.copied());
    }

    @Test
    void evidence_arrives_while_the_image_is_under_way() throws Exception {
        CountDownLatch finished = new CountDownLatch(5);
        scene.replicator.before(_ -> finished.await());

        scene.seeder()
                .seed(
                        SeedScene.wholeBundle(),
                        event -> {
                            scene.events.on(event);
                            if (event instanceof SeedEvent.ArtifactFinished) {
                                finished.countDown();
                            }
                        });

        assertEquals(6, scene.events.of(SeedEvent.ArtifactFinished.class).size());
    }

    @Test
    void the_second_step_begins_when_the_first_has_ended() throws Exception {
        scene.seed();

        List<Class<?>> steps =
                scene.events.all().stream()
                        .filter(
                                each ->
                                        each.equals(started(each, SeedStep.SIDECARS))
                                                || each.equals(finished(each, SeedStep.REPLICATE)))
                        .<Class<?>>map(Object::getClass)
                        .toList();
        assertEquals(List.of(SeedEvent.StepFinished.class, SeedEvent.StepStarted.class), steps);
    }

    private static SeedEvent started(SeedEvent like, SeedStep step) {
        return new SeedEvent.StepStarted(like.time(), step);
    }

    private static SeedEvent finished(SeedEvent like, SeedStep step) {
        return new SeedEvent.StepFinished(like.time(), step);
    }

    @Test
    void what_was_judged_is_not_read_again_to_be_sent() throws Exception {
        AtomicInteger read = new AtomicInteger();
        scene.registries.before(
                request -> {
                    if (request.startsWith("blob source.example")
                            && step().compareTo(SeedStep.REPLICATE) >= 0) {
                        read.incrementAndGet();
                    }
                });

        scene.seed();

        assertEquals(0, read.get());
    }

    @Test
    void what_several_artifacts_share_is_sent_once() throws Exception {
        scene.seed();

        assertEquals(1, scene.writes().stream().filter(shared()::equals).count());
    }

    @Test
    void what_the_image_shares_with_evidence_is_there_before_the_replicator_begins()
            throws Exception {
        List<String> before = new ArrayList<>();
        scene.replicator.before(_ -> before.addAll(scene.writes()));

        scene.seed();

        assertTrue(before.contains(shared()), before::toString);
    }

    /** The configuration of every artifact here. */
    private String shared() {
        return "upload edge.example " + scene.lock.blobs().keySet().iterator().next();
    }

    @Test
    void an_attachment_too_large_for_the_client_is_copied_after_the_image() throws Exception {
        Artifact large = Artifact.image("x".repeat((int) TagPublisher.MAX_BLOB_SIZE + 1));
        scene.attach(SOURCE, scene.image, AttachmentKind.SBOM, large);

        assertEquals(new SeedOutcome.Seeded(), scene.seed().outcome());

        assertEquals(List.of(scene.image.digest(), large.digest()), scene.replicator.copied());
    }

    @Test
    void what_is_refused_for_want_of_its_subject_is_sent_once_more_after_the_image()
            throws Exception {
        Artifact bundle = referrer("bundle");
        scene.registries.wantingSubjects("edge.example");
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(bundle));
        String put = "put edge.example " + bundle.digest();
        CountDownLatch refused = new CountDownLatch(1);
        scene.replicator.before(_ -> refused.await());
        scene.registries.before(
                request -> {
                    if (request.startsWith("refuse edge.example")) {
                        refused.countDown();
                    }
                });

        assertEquals(new SeedOutcome.Seeded(), scene.seed().outcome());

        assertEquals(2, scene.writes().stream().filter(put::equals).count());
        assertEquals(bundle.manifest(), scene.registries.manifest(EDGE, bundle.digest()));
        assertEquals(List.of(), scene.pauses);
    }

    @Test
    void a_referrer_waits_for_another_one_that_is_its_subject() throws Exception {
        Artifact sbom = referrer("sbom");
        Artifact signature = Artifact.referringTo(sbom, BUNDLE, "of the sbom");
        scene.registries.wantingSubjects("edge.example");
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(sbom));
        scene.attach(SOURCE, sbom, AttachmentKind.REFERRERS, Artifact.referrers(signature));

        assertEquals(new SeedOutcome.Seeded(), scene.seed().outcome());

        assertEquals(signature.manifest(), scene.registries.manifest(EDGE, signature.digest()));
    }

    @Test
    void what_is_refused_with_its_subject_there_ends_the_run() throws Exception {
        Artifact bundle = referrer("bundle");
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(bundle));
        Obstacle refusal = obstacle(Obstacle.Unreachable.Reason.WRITE_REFUSED);
        failing("put edge.example " + bundle.digest(), refusal, 9);

        SeedReport report = scene.seed();

        assertEquals(List.of(refusal), stopped(report).obstacles());
        assertEquals(SeedStep.SIDECARS, stopped(report).step());
        assertEquals(Map.of(), scene.registries.tags(EDGE));
    }

    @Test
    void an_image_that_fails_ends_the_evidence_and_is_what_is_told() throws Exception {
        CountDownLatch uploading = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Obstacle denied = denied();
        scene.replicator.before(_ -> uploading.await()).failing(denied);
        scene.registries.before(
                request -> {
                    if (request.startsWith("put edge.example")) {
                        uploading.countDown();
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                            throw obstacle(Obstacle.Unreachable.Reason.CONNECTION_LOST);
                        }
                    }
                });

        SeedReport report = scene.seed();

        assertEquals(List.of(denied), stopped(report).obstacles());
        assertEquals(SeedStep.REPLICATE, stopped(report).step());
        interrupted.await();
    }

    @Test
    void evidence_that_fails_ends_the_image_and_is_what_is_told() throws Exception {
        CountDownLatch copying = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Obstacle denied = denied();
        scene.replicator.before(
                _ -> {
                    copying.countDown();
                    try {
                        never.await();
                    } finally {
                        interrupted.countDown();
                    }
                });
        scene.registries.before(
                request -> {
                    if (request.startsWith("put edge.example")) {
                        copying.await();
                        throw denied;
                    }
                });

        SeedReport report = scene.seed();

        assertEquals(List.of(denied), stopped(report).obstacles());
        assertEquals(0, interrupted.getCount());
    }

    @Test
    void a_cancellation_ends_both() throws Exception {
        CountDownLatch underWay = new CountDownLatch(2);
        AtomicInteger ended = new AtomicInteger();
        scene.replicator.before(_ -> awaitEnd(underWay, ended));
        String upload = "upload edge.example " + last(scene.lock);
        scene.registries.before(
                request -> {
                    if (request.equals(upload)) {
                        awaitEnd(underWay, ended);
                    }
                });
        Thread run =
                Thread.ofVirtual()
                        .start(() -> assertThrows(InterruptedException.class, scene::seed));
        underWay.await();

        run.interrupt();
        run.join();

        assertEquals(2, ended.get());
    }

    private void awaitEnd(CountDownLatch underWay, AtomicInteger ended)
            throws InterruptedException {
        try {
            underWay.countDown();
            never.await();
        } finally {
            ended.incrementAndGet();
        }
    }

    @Test
    void an_upload_that_may_pass_is_begun_anew_as_a_whole_and_counted_once() throws Exception {
        String lost = "put edge.example " + scene.lock.digest();
        failing(lost, obstacle(Obstacle.Unreachable.Reason.CONNECTION_LOST), 1);

        assertEquals(new SeedOutcome.Seeded(), scene.seed().outcome());

        List<SeedEvent.Retry> retries = scene.events.of(SeedEvent.Retry.class);
        assertEquals(
                List.of("lock"), retries.stream().map(each -> each.artifact().name()).toList());
        String blob = "upload edge.example " + last(scene.lock);
        assertEquals(2, scene.writes().stream().filter(blob::equals).count());
    }

    @Test
    void an_upload_that_keeps_failing_is_begun_four_times() throws Exception {
        String lost = "put edge.example " + scene.lock.digest();
        failing(lost, obstacle(Obstacle.Unreachable.Reason.CONNECTION_LOST), 9);

        SeedReport report = scene.seed();

        assertEquals("on purpose", stopped(report).obstacles().getFirst().seen());
        assertEquals(4, scene.writes().stream().filter(lost::equals).count());
    }

    @Test
    void its_requests_are_not_sent_again_by_themselves() throws Exception {
        scene.seed();

        List<String> uploads =
                scene.writes().stream().filter(each -> each.matches("(put|upload) .*")).toList();
        assertEquals(
                uploads.stream().sorted().toList(),
                scene.registries.askedOnce().stream()
                        .filter(each -> each.matches("(put|upload) .*"))
                        .sorted()
                        .toList());
    }

    @Test
    void after_a_wait_for_the_link_the_retries_begin_anew() throws Exception {
        String lost = "put edge.example " + scene.lock.digest();
        AtomicInteger failures = new AtomicInteger();
        scene.registries.before(
                request -> {
                    if (request.equals(lost) && failures.incrementAndGet() <= 6) {
                        scene.registries.regainingLink("edge.example", failures.get() == 3 ? 1 : 0);
                        throw obstacle(Obstacle.Unreachable.Reason.CONNECTION_LOST);
                    }
                });

        assertEquals(new SeedOutcome.Seeded(), scene.seed().outcome());

        assertEquals(5, scene.pauses.size());
    }

    @Test
    void lists_that_are_there_already_are_not_put_again() throws Exception {
        scene.attach(
                SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(referrer("one")));
        scene.seed();
        int writes = scene.writes().size();

        scene.seed();

        assertEquals(writes, scene.writes().size());
    }

    @Test
    void uploads_at_once_hold_no_more_than_they_may() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(7);
        Artifact[] referrers = new Artifact[16];
        Set<String> large = new HashSet<>();
        for (int i = 0; i < referrers.length; i++) {
            referrers[i] = referrer((10 + i) + "x".repeat((int) TagPublisher.MAX_BLOB_SIZE - 2));
            large.add("upload edge.example " + last(referrers[i]));
        }
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(referrers));
        scene.registries.before(
                request -> {
                    if (large.contains(request)) {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        full.countDown();
                        full.await();
                        letOthersCome();
                        now.decrementAndGet();
                    }
                });

        assertEquals(new SeedOutcome.Seeded(), scene.seed(imageOnly()).outcome());

        assertEquals(7, most.get());
    }

    private static void letOthersCome() {
        for (int i = 0; i < 1000; i++) {
            Thread.yield();
        }
    }

    private SeedStep step() {
        return scene.events.of(SeedEvent.StepStarted.class).getLast().step();
    }

    private Artifact referrer(String text) {
        return Artifact.referringTo(scene.image, BUNDLE, text);
    }

    private static Digest last(Artifact artifact) {
        return artifact.blobs().keySet().stream().toList().getLast();
    }

    /** Lets this request fail the first times that it is made. */
    private void failing(String request, Obstacle obstacle, int times) {
        AtomicInteger left = new AtomicInteger(times);
        scene.registries.before(
                asked -> {
                    if (asked.equals(request) && left.getAndDecrement() > 0) {
                        throw obstacle;
                    }
                });
    }

    private static SeedRequest imageOnly() {
        return SeedScene.request(
                "source.example/robot-behavior:v1", SidecarPolicy.IMAGE_ONLY, SeedScene.byKey());
    }

    private static Obstacle obstacle(Obstacle.Unreachable.Reason reason) {
        return new Obstacle.Unreachable(
                reason, Attempt.at("writing", "robot-behavior", "edge.example"), "on purpose");
    }

    private static Obstacle denied() {
        return new Obstacle.AccessDenied(
                Obstacle.AccessDenied.Reason.LOGIN_WANTED,
                Attempt.at("copying", "robot-behavior", "edge.example"),
                "HTTP status 401");
    }
}
