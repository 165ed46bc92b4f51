package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static dev.autonomy.registry.seed.SeedScene.stopped;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who carries what: the replicator, the client, or nobody. */
class CarriersTest {

    private static final String PAYLOAD = "application/vnd.dev.cosign.simplesigning.v1+json";

    private final SeedScene scene = new SeedScene();

    @Test
    void a_docker_typed_signature_is_brought_by_the_client_byte_for_byte() throws Exception {
        Artifact signature = Artifact.ofDockerType(PAYLOAD, "payload");
        scene.attach(SOURCE, scene.image, AttachmentKind.SIGNATURE, signature);

        SeedReport report = scene.seed();

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
        assertFalse(scene.replicator.copied().contains(signature.digest()));
        Manifest brought =
                scene.registries
                        .resolve(EDGE, AttachmentKind.SIGNATURE.tagOf(scene.image.digest()))
                        .orElseThrow();
        assertArrayEquals(signature.manifest().content().bytes(), brought.content().bytes());
        assertTrue(
                scene.events.of(SeedEvent.Bytes.class).stream()
                        .anyMatch(each -> signature.blobs().containsKey(each.blob())));
    }

    @Test
    void a_docker_image_is_the_replicator_s() throws Exception {
        Artifact image = Artifact.ofDockerType(Artifact.DOCKER_LAYER, "layer");
        scene.publish("v1", image, scene.lock, scene.policy);
        scene.attach(SOURCE, image, AttachmentKind.SIGNATURE, SeedScene.signature("of it"));

        scene.seed();

        assertTrue(scene.replicator.copied().contains(image.digest()));
    }

    @Test
    void an_index_with_a_child_that_only_the_client_can_bring_goes_child_by_child()
            throws Exception {
        Artifact odd = Artifact.ofDockerType(PAYLOAD, "odd");
        Artifact index = Artifact.index(scene.amd64, odd);
        scene.registries.store(SOURCE, "v1", index);
        scene.attach(SOURCE, index, AttachmentKind.SIGNATURE, SeedScene.signature("of index"));

        SeedReport report = scene.seed();

        assertInstanceOf(SeedOutcome.Seeded.class, report.outcome());
        assertFalse(scene.replicator.copied().contains(odd.digest()));
        assertFalse(scene.replicator.copied().contains(index.digest()));
        assertTrue(scene.replicator.copied().contains(scene.amd64.digest()));
    }

    @Test
    void what_neither_can_bring_is_refused_before_anything_is_written() throws Exception {
        String large = "x".repeat((int) TagPublisher.MAX_BLOB_SIZE + 1);
        scene.registries.store(SOURCE, "v1", Artifact.ofDockerType(PAYLOAD, large));

        SeedReport report = scene.seed();

        assertEquals(ExitCode.UNSUPPORTED, report.outcome().exitCode());
        assertTrue(scene.registries.isEmpty(EDGE));
    }

    @Test
    void a_child_that_is_no_manifest_is_named_with_its_type_and_not_asked_for() throws Exception {
        Artifact module = Artifact.of("application/wasm", "module");
        Descriptor blob = ((Manifest.Image) module.manifest()).layers().getFirst();
        Artifact index = listing(blob);
        scene.registries.store(SOURCE, "v1", index);

        SeedReport report = scene.seed();

        Obstacle obstacle = stopped(report).obstacles().getFirst();
        assertEquals(ExitCode.UNSUPPORTED, report.outcome().exitCode());
        assertTrue(
                obstacle.attempt().artifact().orElseThrow().endsWith("@" + blob.digest()),
                obstacle.getMessage());
        assertTrue(obstacle.seen().contains("application/wasm"), obstacle.seen());
        assertFalse(
                scene.registries.requests().contains("manifest source.example " + blob.digest()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", ""})
    void a_source_that_does_not_say_what_a_manifest_is_is_told_before_the_copy(String servedAs)
            throws Exception {
        Manifest.Image image = (Manifest.Image) scene.amd64.manifest();
        Manifest served =
                new Manifest.Image(
                        new ManifestContent(
                                image.digest(),
                                image.mediaType(),
                                servedAs,
                                image.content().bytes()),
                        image.artifactType(),
                        image.config(),
                        image.layers(),
                        image.subject(),
                        image.annotations());
        scene.registries.store(SOURCE, "v1", new Artifact(served, scene.amd64.blobs(), List.of()));

        SeedReport report = scene.seed();

        Obstacle.Unreachable obstacle =
                (Obstacle.Unreachable) stopped(report).obstacles().getFirst();
        assertEquals(Obstacle.Unreachable.Reason.MISLABELLED, obstacle.reason());
        assertEquals(Optional.of("source.example"), obstacle.attempt().registry());
        assertTrue(
                obstacle.seen().contains(servedAs.isEmpty() ? "no Content-Type" : servedAs),
                obstacle.seen());
        assertTrue(scene.registries.isEmpty(EDGE));
    }

    private static Artifact listing(Descriptor child) {
        byte[] bytes = ("an index of " + child.digest()).getBytes(StandardCharsets.UTF_8);
        return new Artifact(
                new Manifest.Index(
                        new ManifestContent(Artifact.sha256(bytes), MediaTypes.OCI_INDEX, bytes),
                        Optional.empty(),
                        List.of(child),
                        Optional.empty(),
                        Map.of()),
                Map.of(),
                List.of());
    }
}
