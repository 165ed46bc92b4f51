package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.testkit.Artifact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often a run goes to the registries, and what it asks in one go (spec 1.6, "Few rounds"). */
@Timeout(60)
class RoundsTest {

    private final SeedScene scene = new SeedScene();
    private final Artifact ofLock = SeedScene.signature("of lock");
    private final Artifact ofPolicy = SeedScene.signature("of policy");
    private final Artifact[] subjects = {
        scene.image, scene.amd64, scene.arm64, scene.lock, scene.policy
    };

    @Test
    void a_bundle_is_known_and_judged_after_three_rounds() throws Exception {
        scene.registries.before(
                new Rounds()
                        .then(List.of(tags("source"), tags("edge")))
                        .then(
                                List.of(
                                        tags("source"),
                                        manifests("source", scene.amd64, scene.arm64),
                                        attachments("source", subjects),
                                        attachments("edge", subjects),
                                        blobs(scene.lock, scene.policy)))
                        .then(List.of(layers(scene.signature, ofLock, ofPolicy))));

        SeedReport report = scene.seeder().rehearse(SeedScene.wholeBundle(), scene.events);

        assertEquals(new SeedOutcome.Rehearsed(), report.outcome());
    }

    @Test
    void what_the_destination_has_is_asked_meanwhile() throws Exception {
        scene.registries.before(
                new Rounds()
                        .then(List.of(tags("source"), tags("edge")))
                        .then(
                                List.of(
                                        tags("source"),
                                        manifests("source", scene.amd64, scene.arm64),
                                        attachments("source", subjects),
                                        attachments("edge", subjects),
                                        blobs(scene.lock, scene.policy),
                                        manifests("edge", scene.lock, scene.policy)))
                        .then(
                                List.of(
                                        layers(scene.signature, ofLock, ofPolicy),
                                        manifests("edge", scene.image, scene.amd64, scene.arm64)))
                        .then(List.of(manifests("edge", scene.signature, ofLock, ofPolicy)))
                        .thenAnything());

        assertEquals(new SeedOutcome.Seeded(), scene.seed().outcome());
    }

    @Test
    void referrers_and_what_is_attached_to_them_are_read_in_the_same_round() throws Exception {
        Artifact sbom = Artifact.referringTo(scene.image, "application/spdx+json", "sbom");
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(sbom));
        scene.registries.before(
                new Rounds()
                        .then(List.of(tags("source"), tags("edge")))
                        .then(
                                List.of(
                                        tags("source"),
                                        manifests("source", scene.amd64, scene.arm64),
                                        attachments("source", subjects),
                                        attachments("edge", subjects),
                                        blobs(scene.lock, scene.policy)))
                        .then(
                                List.of(
                                        layers(scene.signature, ofLock, ofPolicy),
                                        manifests("source", sbom),
                                        attachments("source", sbom),
                                        attachments("edge", sbom)))
                        .then(List.of(layers(sbom))));

        SeedReport report = scene.seeder().rehearse(SeedScene.wholeBundle(), scene.events);

        assertEquals(new SeedOutcome.Rehearsed(), report.outcome());
    }

    @Test
    void nothing_is_read_twice_by_its_digest_before_the_destination_is_checked() throws Exception {
        Artifact theirs = SeedScene.signature("of the edge's own key");
        scene.attach(EDGE, scene.image, AttachmentKind.SIGNATURE, theirs);
        List<String> read = new ArrayList<>();
        scene.registries.before(
                request -> {
                    if (step().compareTo(SeedStep.DIGESTS) < 0
                            && request.matches("(manifest|blob) .*")) {
                        synchronized (read) {
                            read.add(request);
                        }
                    }
                });

        scene.seed();

        // Only the copy itself asks once more, whether what it brought is there.
        read.removeIf(request -> request.startsWith("manifest edge"));
        assertEquals(List.of(), duplicates(read));
    }

    @Test
    void what_the_destination_serves_is_read_while_it_is_asked_for_completeness() throws Exception {
        Artifact theirs = SeedScene.signature("theirs");
        scene.attach(EDGE, scene.image, AttachmentKind.SBOM, theirs);
        CountDownLatch both = new CountDownLatch(2);
        scene.registries.before(
                request -> {
                    boolean isOfStep3 = request.startsWith("size edge");
                    boolean isOfStep4 =
                            request.startsWith("attachments edge")
                                    && step().compareTo(SeedStep.DIGESTS) >= 0;
                    if (isOfStep3 || isOfStep4) {
                        both.countDown();
                        both.await();
                    }
                });

        assertEquals(new SeedOutcome.Seeded(), scene.seed().outcome());
    }

    private SeedStep step() {
        return scene.events.of(SeedEvent.StepStarted.class).getLast().step();
    }

    private static List<String> duplicates(List<String> requests) {
        HashSet<String> seen = new HashSet<>();
        return requests.stream().filter(each -> !seen.add(each)).toList();
    }

    private static Stream<String> tags(String registry) {
        return Stream.of("v1", "v1-lock", "v1-policy")
                .map(tag -> "resolve " + registry + ".example " + tag);
    }

    private static Stream<String> manifests(String registry, Artifact... artifacts) {
        return Stream.of(artifacts)
                .map(each -> "manifest " + registry + ".example " + each.digest());
    }

    private static Stream<String> attachments(String registry, Artifact... subjects) {
        return Stream.of(subjects)
                .map(each -> "attachments " + registry + ".example " + each.digest());
    }

    /** Those of the source, what they share once. */
    private static Stream<String> blobs(Artifact... artifacts) {
        return Stream.of(artifacts)
                .flatMap(each -> each.blobs().keySet().stream())
                .distinct()
                .map(digest -> "blob source.example " + digest);
    }

    /** The same without the configuration, which is every artifact's here and known by then. */
    private Stream<String> layers(Artifact... artifacts) {
        List<String> known = blobs(scene.lock, scene.policy).toList();
        return blobs(artifacts).filter(each -> !known.contains(each));
    }
}
