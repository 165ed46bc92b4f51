package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static dev.autonomy.registry.seed.SeedScene.stopped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.LeftBehind;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.testkit.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeederLeftBehindTest {

    private static final String FOREIGN =
            "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip";

    private final SeedScene scene = new SeedScene();
    private final Artifact sbom = Artifact.referringTo(scene.image, "application/spdx+json", "one");
    private final Artifact ghost =
            Artifact.referringTo(scene.image, "application/spdx+json", "gone");

    @Test
    void a_referrer_that_is_listed_and_gone_stays_behind_and_the_others_arrive() throws Exception {
        listing(sbom, ghost);
        scene.registries.forget(SOURCE, ghost.digest());

        SeedReport report = seeded(scene.seed());

        assertLeftBehind(report, ghost.digest(), LeftBehind.Cause.GONE);
        assertEquals(List.of(sbom.digest()), referrers(report));
        assertEquals(List.of(sbom.digest()), listedAtTheEdge());
    }

    @Test
    void a_referrer_whose_blob_is_gone_stays_behind() throws Exception {
        listing(sbom, ghost);
        scene.registries.forget(SOURCE, layer(ghost));

        SeedReport report = seeded(scene.seed());

        assertLeftBehind(report, ghost.digest(), LeftBehind.Cause.GONE);
        assertEquals(List.of(sbom.digest()), listedAtTheEdge());
    }

    @Test
    void a_source_that_does_not_tell_sizes_of_blobs_is_not_taken_for_one_that_lost_them()
            throws Exception {
        listing(sbom);
        scene.registries.before(
                request -> {
                    if (request.startsWith("size source.example")) {
                        throw denied();
                    }
                });

        SeedReport report = seeded(scene.seed());

        assertEquals(List.of(), report.leftBehind());
    }

    @Test
    void a_referrer_of_a_type_that_no_registry_takes_stays_behind() throws Exception {
        listing(sbom, ghost);
        scene.registries.before(
                request -> {
                    if (request.equals("manifest source.example " + ghost.digest())) {
                        throw unsupported();
                    }
                });

        SeedReport report = seeded(scene.seed());

        assertLeftBehind(report, ghost.digest(), LeftBehind.Cause.NOT_CARRIABLE);
    }

    @Test
    void an_attachment_with_a_layer_that_may_not_be_distributed_stays_behind() throws Exception {
        Artifact foreign = Artifact.of(FOREIGN, "an sbom of a foreign layer");
        scene.attach(SOURCE, scene.image, AttachmentKind.SBOM, foreign);

        SeedReport report = seeded(scene.seed());

        assertLeftBehind(report, foreign.digest(), LeftBehind.Cause.NOT_CARRIABLE);
        assertEquals(
                Optional.empty(),
                scene.registries.tag(EDGE, AttachmentKind.SBOM.tagOf(scene.image.digest()).name()));
    }

    @Test
    void a_referrer_that_is_listed_twice_stays_behind_whole_where_one_entry_cannot_be_carried()
            throws Exception {
        Artifact list = Artifact.referrers(sbom, ghost, ghost);
        Manifest.Index index = (Manifest.Index) list.manifest();
        List<Descriptor> entries = new ArrayList<>(index.manifests());
        Descriptor last = entries.removeLast();
        entries.add(Descriptor.of("application/json", last.digest(), last.size()));
        scene.attach(
                SOURCE,
                scene.image,
                AttachmentKind.REFERRERS,
                new Artifact(
                        new Manifest.Index(
                                index.content(),
                                index.artifactType(),
                                entries,
                                index.subject(),
                                index.annotations()),
                        list.blobs(),
                        list.children()));

        SeedReport report = seeded(scene.seed());

        assertLeftBehind(report, ghost.digest(), LeftBehind.Cause.NOT_CARRIABLE);
        assertEquals(List.of(sbom.digest()), listedAtTheEdge());
    }

    @Test
    void a_list_whose_every_entry_is_gone_is_not_carried() throws Exception {
        listing(ghost);
        scene.registries.forget(SOURCE, ghost.digest());

        SeedReport report = seeded(scene.seed());

        assertEquals(List.of(), referrers(report));
        assertEquals(List.of(), listedAtTheEdge());
    }

    @Test
    void a_bundle_whose_only_signature_is_gone_at_the_source_is_incomplete_there()
            throws Exception {
        scene.registries.forget(SOURCE, layer(scene.signature));

        SeedReport report = scene.seed();

        Obstacle.Incomplete incomplete =
                assertInstanceOf(Obstacle.Incomplete.class, stopped(report).obstacles().getFirst());
        assertEquals(Obstacle.Incomplete.Side.SOURCE, incomplete.side());
        assertTrue(
                incomplete.seen().contains(scene.signature.digest().abbreviated()),
                incomplete.seen());
        assertTrue(scene.registries.isEmpty(EDGE));
    }

    @Test
    void a_bundle_whose_only_signature_nobody_could_carry_is_unsupported() throws Exception {
        Artifact image = Artifact.image("signed in a form of its own");
        scene.registries.store(SOURCE, "v1", image);
        scene.attach(SOURCE, image, AttachmentKind.SIGNATURE, Artifact.of(FOREIGN, "payload"));

        SeedReport report = scene.seed();

        assertEquals(ExitCode.UNSUPPORTED, report.outcome().exitCode());
        assertTrue(scene.registries.isEmpty(EDGE));
    }

    @Test
    void an_unsigned_bundle_whose_sbom_is_gone_is_still_called_never_signed() throws Exception {
        Artifact unsigned = Artifact.image("unsigned");
        scene.registries.store(SOURCE, "v1", unsigned);
        Artifact gone = Artifact.referringTo(unsigned, "application/spdx+json", "gone");
        scene.attach(SOURCE, unsigned, AttachmentKind.REFERRERS, Artifact.referrers(gone));
        scene.registries.forget(SOURCE, gone.digest());

        SeedReport report = scene.seed();

        assertEquals(Verdict.NEVER_SIGNED, ((SeedOutcome.Refused) report.outcome()).verdict());
    }

    @Test
    void a_bundle_whose_signature_is_gone_passes_by_the_one_the_destination_has() throws Exception {
        scene.attach(EDGE, scene.image, AttachmentKind.SIGNATURE, SeedScene.signature("of before"));
        scene.registries.forget(SOURCE, layer(scene.signature));

        SeedReport report = seeded(scene.seed());

        assertLeftBehind(report, scene.signature.digest(), LeftBehind.Cause.GONE);
    }

    @Test
    void a_sidecar_is_found_beside_a_referrer_that_is_gone() throws Exception {
        Artifact lock = sidecar(BundlePart.LOCK);
        Artifact policy = sidecar(BundlePart.POLICY);
        for (Artifact each : List.of(lock, policy)) {
            scene.attach(SOURCE, each, AttachmentKind.SIGNATURE, SeedScene.signature("of it"));
        }
        listing(ghost, lock, policy);
        scene.registries.forget(SOURCE, ghost.digest());
        SeedRequest byDigest =
                SeedScene.request(
                        "source.example/robot-behavior@" + scene.image.digest(),
                        SidecarPolicy.WITH_SIDECARS,
                        SeedScene.byKey());

        seeded(scene.seed(byDigest));

        assertEquals(Optional.of(lock.digest()), scene.registries.tag(EDGE, "v1-lock"));
    }

    private void listing(Artifact... referrers) {
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(referrers));
    }

    private Artifact sidecar(BundlePart part) {
        return Artifact.referringTo(scene.image, part.layerMediaType().orElseThrow(), part.label());
    }

    private List<Digest> listedAtTheEdge() throws Exception {
        return scene.registries.attachments(EDGE, scene.image.digest()).stream()
                .filter(each -> each.kind() == AttachmentKind.REFERRERS)
                .flatMap(each -> SeedPlan.listed(each.manifest()).stream())
                .toList();
    }

    private static List<Digest> referrers(SeedReport report) {
        return report.attachments().stream()
                .filter(pin -> pin.kind() == AttachmentKind.REFERRERS)
                .map(SeedReport.AttachmentPin::digest)
                .toList();
    }

    private static Digest layer(Artifact artifact) {
        return ((Manifest.Image) artifact.manifest()).layers().getFirst().digest();
    }

    private static void assertLeftBehind(SeedReport report, Digest digest, LeftBehind.Cause cause) {
        assertEquals(
                List.of(digest), report.leftBehind().stream().map(LeftBehind::digest).toList());
        assertEquals(cause, report.leftBehind().getFirst().cause());
        assertEquals(
                List.of(Warning.Kind.LEFT_BEHIND),
                report.warnings().stream().map(Warning::kind).toList());
    }

    private static SeedReport seeded(SeedReport report) {
        assertEquals(new SeedOutcome.Seeded(), report.outcome());
        return report;
    }

    private static Obstacle denied() {
        return new Obstacle.AccessDenied(
                Obstacle.AccessDenied.Reason.FORBIDDEN,
                Attempt.at("asking for the blob", "robot-behavior", "source.example"),
                "HTTP status 403");
    }

    private static Obstacle unsupported() {
        return new Obstacle.Unsupported(
                Attempt.at("reading", "robot-behavior", "source.example"),
                "its media type is application/vnd.oci.artifact.manifest.v1+json");
    }
}
