package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeederLimitsTest {

    private final SeedScene scene = new SeedScene();

    @Test
    void sizes_that_add_up_beyond_what_a_number_holds_do_not_pass_as_small() throws Exception {
        scene.attach(
                SOURCE, scene.image, AttachmentKind.SBOM, stating(Long.MAX_VALUE, Long.MAX_VALUE));

        refusedAsMalformed(scene.seed());
    }

    @Test
    void an_image_larger_than_anything_there_is_is_refused() throws Exception {
        scene.publish("v1", stating(Long.MAX_VALUE), scene.lock, scene.policy);

        refusedAsMalformed(scene.seed());
    }

    @Test
    void an_index_of_more_manifests_than_any_bundle_has_is_refused() throws Exception {
        Artifact[] children = new Artifact[1001];
        Arrays.fill(children, scene.amd64);
        scene.publish("v1", Artifact.index(children), scene.lock, scene.policy);

        refusedAsMalformed(scene.seed());
    }

    @Test
    void indexes_that_together_list_more_manifests_than_any_bundle_has_are_refused()
            throws Exception {
        Artifact[] children = new Artifact[40];
        Arrays.fill(children, scene.amd64);
        Artifact[] indexes = new Artifact[40];
        Arrays.fill(indexes, Artifact.index(children));
        scene.publish("v1", Artifact.index(indexes), scene.lock, scene.policy);

        refusedAsMalformed(scene.seed());
    }

    @Test
    void referrers_of_referrers_are_counted_before_they_are_asked_about() throws Exception {
        Artifact[] top = referrers("top", 64, scene.image);
        for (Artifact each : top) {
            scene.registries.store(SOURCE, each);
            scene.attach(
                    SOURCE,
                    each,
                    AttachmentKind.REFERRERS,
                    Artifact.referrers(referrers(each.digest().hex(), 64, each)));
        }
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(top));

        refusedAsMalformed(scene.seed());
        for (String registry : List.of("source.example", "edge.example")) {
            long asked = questions("attachments " + registry);
            assertTrue(asked <= 70, "asked " + registry + ": " + asked);
        }
    }

    @Test
    void manifests_that_state_more_bytes_together_than_fit_are_not_asked_for() throws Exception {
        Artifact[] children = new Artifact[64];
        for (int i = 0; i < children.length; i++) {
            children[i] = manifestOf(300 << 10, "child " + i);
        }
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(children));

        refusedAsMalformed(scene.seed());
        assertTrue(questions("manifest source") <= 5, "asked: " + questions("manifest source"));
    }

    @Test
    void manifests_that_fill_the_memory_together_are_refused() throws Exception {
        for (Artifact subject :
                List.of(scene.image, scene.amd64, scene.arm64, scene.lock, scene.policy)) {
            for (AttachmentKind kind : List.of(AttachmentKind.SBOM, AttachmentKind.ATTESTATION)) {
                scene.attach(
                        SOURCE,
                        subject,
                        kind,
                        manifestOf(4 << 20, kind + " of " + subject.digest()));
            }
        }

        refusedAsMalformed(scene.seed());
    }

    @Test
    void what_the_destination_holds_is_counted_as_well() throws Exception {
        for (Artifact subject :
                List.of(scene.image, scene.amd64, scene.arm64, scene.lock, scene.policy)) {
            for (AttachmentKind kind : List.of(AttachmentKind.SBOM, AttachmentKind.ATTESTATION)) {
                scene.attach(
                        EDGE, subject, kind, manifestOf(4 << 20, kind + " of " + subject.digest()));
            }
        }

        SeedReport report = scene.seed();

        assertEquals(ExitCode.MALFORMED, report.outcome().exitCode());
        assertEquals(List.of(), scene.writes());
    }

    private long questions(String verb) {
        return scene.registries.requests().stream().filter(each -> each.startsWith(verb)).count();
    }

    private static Artifact[] referrers(String name, int count, Artifact subject) {
        Artifact[] referrers = new Artifact[count];
        for (int i = 0; i < count; i++) {
            referrers[i] = Artifact.referringTo(subject, "x/y", name + i);
        }
        return referrers;
    }

    /** An artifact whose manifest has this many bytes. */
    private static Artifact manifestOf(int bytes, String text) {
        Artifact honest = Artifact.image(text);
        Manifest.Image image = (Manifest.Image) honest.manifest();
        byte[] padded = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), bytes);
        return new Artifact(
                new Manifest.Image(
                        new ManifestContent(Artifact.sha256(padded), image.mediaType(), padded),
                        image.artifactType(),
                        image.config(),
                        image.layers(),
                        image.subject(),
                        image.annotations()),
                honest.blobs(),
                List.of());
    }

    @Test
    void the_limit_of_one_attachment_is_not_that_of_a_whole_list_of_referrers() throws Exception {
        long size = 40L << 20;
        scene.attach(
                SOURCE,
                scene.image,
                AttachmentKind.REFERRERS,
                Artifact.referrers(stating(size), stating(size + 1)));

        SeedReport report = scene.seeder().rehearse(SeedScene.wholeBundle(), scene.events);

        assertEquals(new SeedOutcome.Rehearsed(), report.outcome());
    }

    @Test
    void a_referrer_over_the_limit_of_one_attachment_is_refused() throws Exception {
        scene.attach(
                SOURCE,
                scene.image,
                AttachmentKind.REFERRERS,
                Artifact.referrers(stating(65L << 20)));

        refusedAsMalformed(scene.seed());
    }

    @Test
    void attachments_that_are_too_much_together_are_refused() throws Exception {
        Artifact[] large = new Artifact[5];
        Arrays.setAll(large, i -> stating((60L << 20) + i));
        scene.attach(SOURCE, scene.image, AttachmentKind.REFERRERS, Artifact.referrers(large));

        refusedAsMalformed(scene.seed());
    }

    private void refusedAsMalformed(SeedReport report) {
        assertEquals(ExitCode.MALFORMED, report.outcome().exitCode());
        assertTrue(scene.registries.isEmpty(EDGE));
    }

    /** An artifact whose layers say that they have these sizes. */
    private static Artifact stating(long... sizes) {
        String[] texts = Arrays.stream(sizes).mapToObj(size -> "of " + size).toArray(String[]::new);
        for (int i = 0; i < texts.length; i++) {
            texts[i] += " at " + i;
        }
        Artifact honest = Artifact.image(texts);
        Manifest.Image image = (Manifest.Image) honest.manifest();
        List<Descriptor> layers = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            Descriptor layer = image.layers().get(i);
            layers.add(Descriptor.of(layer.mediaType(), layer.digest(), sizes[i]));
        }
        return new Artifact(
                new Manifest.Image(
                        image.content(),
                        image.artifactType(),
                        image.config(),
                        layers,
                        image.subject(),
                        image.annotations()),
                honest.blobs(),
                List.of());
    }
}
