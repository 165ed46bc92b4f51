package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static dev.autonomy.registry.seed.SeedScene.stopped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Registries that contradict their own manifests, or lack what they name. */
class SeederContradictionsTest {

    private final SeedScene scene = new SeedScene();

    @Test
    void a_blob_of_another_size_at_the_destination_is_not_published() throws Exception {
        Digest layer = ((Manifest.Image) scene.amd64.manifest()).layers().getFirst().digest();
        byte[] longer = "longer than its manifest says".getBytes(StandardCharsets.UTF_8);
        scene.registries.before(
                request -> {
                    if (request.startsWith("upload edge.example")
                            || request.equals("size edge.example " + layer)) {
                        scene.registries.store(
                                EDGE,
                                new Artifact(
                                        scene.amd64.manifest(), Map.of(layer, longer), List.of()));
                    }
                });

        SeedReport report = scene.seed();

        assertEquals(ExitCode.TAMPERED, report.outcome().exitCode());
        assertEquals(Optional.empty(), scene.registries.tag(EDGE, "v1"));
    }

    @Test
    void a_child_of_another_size_than_its_index_says_is_not_copied() throws Exception {
        scene.publish("v1", misstating(scene.image), scene.lock, scene.policy);

        SeedReport report = scene.seed();

        assertEquals(ExitCode.TAMPERED, report.outcome().exitCode());
        assertTrue(scene.registries.isEmpty(EDGE));
    }

    @Test
    void a_platform_that_is_gone_at_the_source_is_named_as_missing_there() throws Exception {
        scene.registries.forget(SOURCE, scene.arm64.digest());

        SeedReport report = scene.seed();

        Obstacle.Incomplete incomplete = incomplete(report);
        assertEquals(Obstacle.Incomplete.Side.SOURCE, incomplete.side());
        assertTrue(incomplete.seen().contains("the platform linux/arm64"), incomplete.seen());
        assertTrue(scene.registries.isEmpty(EDGE));
    }

    @Test
    void a_layer_that_is_gone_at_the_source_is_named_when_the_copy_failed() throws Exception {
        Digest layer = ((Manifest.Image) scene.amd64.manifest()).layers().getLast().digest();
        scene.registries.forget(SOURCE, layer);
        scene.replicator.failing(
                new Obstacle.ToolFailed(
                        Attempt.at("copying", "robot-behavior", "edge.example"), "exit 1", "blob"));

        SeedReport report = scene.seed();

        Obstacle.Incomplete incomplete = incomplete(report);
        assertEquals(Obstacle.Incomplete.Side.SOURCE, incomplete.side());
        assertEquals(Optional.of("source.example"), incomplete.attempt().registry());
        assertTrue(incomplete.seen().contains(layer.toString()), incomplete.seen());
    }

    private static Obstacle.Incomplete incomplete(SeedReport report) {
        assertEquals(ExitCode.INCOMPLETE, report.outcome().exitCode());
        return assertInstanceOf(Obstacle.Incomplete.class, stopped(report).obstacles().getFirst());
    }

    /** The same index, saying one byte more of its first child. */
    private static Artifact misstating(Artifact image) {
        Manifest.Index index = (Manifest.Index) image.manifest();
        Descriptor first = index.manifests().getFirst();
        Descriptor longer = Descriptor.of(first.mediaType(), first.digest(), first.size() + 1);
        return new Artifact(
                new Manifest.Index(
                        index.content(),
                        index.artifactType(),
                        List.of(longer, index.manifests().getLast()),
                        index.subject(),
                        index.annotations()),
                image.blobs(),
                image.children());
    }
}
