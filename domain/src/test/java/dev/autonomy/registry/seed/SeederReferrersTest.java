package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.testkit.Artifact;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeederReferrersTest {

    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    private final SeedScene scene = new SeedScene();
    private final Artifact bundle = Artifact.referringTo(scene.image, BUNDLE, "bundle");
    private final Tag fallbackTag = AttachmentKind.REFERRERS.tagOf(scene.image.digest());

    @Test
    void referrers_of_a_registry_that_lists_them_arrive_under_the_fallback_tag() throws Exception {
        scene.registries.listingReferrers("source.example").store(SOURCE, bundle);

        seeded(scene.seed());

        assertTrue(scene.registries.tag(EDGE, fallbackTag.name()).isPresent());
        assertEquals(bundle.manifest(), scene.registries.manifest(EDGE, bundle.digest()));
    }

    @Test
    void referrers_under_a_fallback_tag_arrive_where_the_registry_lists_them() throws Exception {
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(bundle));
        scene.registries.listingReferrers("edge.example");

        SeedReport report = seeded(scene.seed());

        assertEquals(Optional.empty(), scene.registries.tag(EDGE, fallbackTag.name()));
        assertEquals(
                List.of(
                        new SeedReport.AttachmentPin(
                                scene.image.digest(),
                                AttachmentKind.REFERRERS,
                                bundle.digest(),
                                Optional.empty())),
                pins(report));
    }

    @Test
    void a_referrer_that_names_no_subject_keeps_its_fallback_tag() throws Exception {
        Artifact nameless = Artifact.image("an sbom without a subject");
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(nameless));
        scene.registries.listingReferrers("edge.example");

        seeded(scene.seed());

        assertTrue(scene.registries.tag(EDGE, fallbackTag.name()).isPresent());
    }

    @Test
    void a_list_that_names_nothing_any_more_does_not_stop_a_seed() throws Exception {
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers());
        scene.registries.listingReferrers("edge.example");

        seeded(scene.seed());

        assertEquals(Optional.of(scene.image.digest()), scene.registries.tag(EDGE, "v1"));
    }

    @Test
    void what_the_fallback_tag_listed_at_the_destination_stays_listed() throws Exception {
        Artifact theirs = Artifact.referringTo(scene.image, BUNDLE, "theirs");
        scene.attach(EDGE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(theirs));
        scene.registries.listingReferrers("source.example").store(SOURCE, bundle);

        SeedReport report = seeded(scene.seed());

        assertEquals(
                List.of(theirs.digest(), bundle.digest()),
                pins(report).stream().map(SeedReport.AttachmentPin::digest).toList());
    }

    @Test
    void referrers_of_referrers_travel_too() throws Exception {
        Artifact countersigned = Artifact.referringTo(bundle, BUNDLE, "of the bundle");
        scene.registries
                .listingReferrers("source.example")
                .listingReferrers("edge.example")
                .store(SOURCE, bundle)
                .store(SOURCE, countersigned);

        seeded(scene.seed());

        assertEquals(
                countersigned.manifest(), scene.registries.manifest(EDGE, countersigned.digest()));
    }

    @Test
    void referrers_nested_too_deep_are_refused_before_anything_is_written() throws Exception {
        scene.registries.listingReferrers("source.example");
        Artifact subject = scene.image;
        for (int depth = 1; depth <= 4; depth++) {
            subject = Artifact.referringTo(subject, BUNDLE, "at depth " + depth);
            scene.registries.store(SOURCE, subject);
        }

        SeedReport report = scene.seed();

        assertInstanceOf(
                Obstacle.Malformed.class, SeedScene.stopped(report).obstacles().getFirst());
        assertTrue(scene.registries.isEmpty(EDGE));
    }

    @Test
    void a_referrer_the_destination_does_not_list_is_incomplete() throws Exception {
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(bundle));
        scene.registries
                .listingReferrers("edge.example")
                .before(
                        request -> {
                            if (request.startsWith("support edge.example")) {
                                scene.registries.unlisting(bundle.digest());
                            }
                        });

        SeedReport report = scene.seed();

        Obstacle.Incomplete incomplete =
                assertInstanceOf(
                        Obstacle.Incomplete.class,
                        SeedScene.stopped(report).obstacles().getFirst());
        assertEquals(
                "the registry does not list " + bundle.digest() + " after the copy",
                incomplete.seen());
        assertEquals(Optional.empty(), scene.registries.tag(EDGE, "v1"));
    }

    @Test
    void a_digest_finds_its_sidecars_among_the_referrers() throws Exception {
        Artifact lock = sidecar(BundlePart.LOCK, "lock");
        Artifact policy = sidecar(BundlePart.POLICY, "policy");
        scene.registries
                .listingReferrers("source.example")
                .store(SOURCE, lock)
                .store(SOURCE, policy);
        scene.attach(SOURCE, lock, AttachmentKind.SIGNATURE, SeedScene.signature("of the lock"));
        scene.attach(
                SOURCE, policy, AttachmentKind.SIGNATURE, SeedScene.signature("of the policy"));

        seeded(scene.seed(byDigest()));

        assertEquals(Optional.of(lock.digest()), scene.registries.tag(EDGE, "v1-lock"));
        assertEquals(Optional.of(policy.digest()), scene.registries.tag(EDGE, "v1-policy"));
    }

    @Test
    void a_digest_without_sidecars_among_its_referrers_is_refused() throws Exception {
        SeedReport report = scene.seed(byDigest());

        assertEquals(
                List.of(Obstacle.NotFound.class, Obstacle.NotFound.class),
                SeedScene.stopped(report).obstacles().stream().map(Object::getClass).toList());
    }

    @Test
    void sidecars_are_not_looked_for_among_more_referrers_than_are_accepted() throws Exception {
        scene.registries.listingReferrers("source.example");
        for (int i = 0; i < 65; i++) {
            scene.registries.store(
                    SOURCE, Artifact.referringTo(scene.image, BUNDLE, "referrer " + i));
        }

        SeedReport report = scene.seed(byDigest());

        assertInstanceOf(
                Obstacle.Malformed.class, SeedScene.stopped(report).obstacles().getFirst());
    }

    @Test
    void a_digest_with_two_locks_among_its_referrers_is_a_conflict() throws Exception {
        scene.registries
                .listingReferrers("source.example")
                .store(SOURCE, sidecar(BundlePart.LOCK, "one"))
                .store(SOURCE, sidecar(BundlePart.LOCK, "two"));

        SeedReport report = scene.seed(byDigest());

        assertInstanceOf(Obstacle.Conflict.class, SeedScene.stopped(report).obstacles().getFirst());
    }

    private Artifact sidecar(BundlePart part, String text) {
        return Artifact.referringTo(scene.image, part.layerMediaType().orElseThrow(), text);
    }

    private SeedRequest byDigest() {
        return SeedScene.request(
                "source.example/robot-behavior@" + scene.image.digest(),
                SidecarPolicy.WITH_SIDECARS,
                SeedScene.byKey());
    }

    private static SeedReport seeded(SeedReport report) {
        assertEquals(new SeedOutcome.Seeded(), report.outcome());
        return report;
    }

    private List<SeedReport.AttachmentPin> pins(SeedReport report) {
        return report.attachments().stream()
                .filter(pin -> pin.kind() == AttachmentKind.REFERRERS)
                .toList();
    }
}
