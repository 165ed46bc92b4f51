package dev.autonomy.registry.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepLinesTest {

    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private final SeedEvent.Artifact image = artifact("image", "a", 800_000_000L);
    private final SeedEvent.Artifact lock = artifact("lock", "b", 2_000L);
    private final StepLines lines = new StepLines();

    @Test
    void what_arrives_before_the_image_belongs_to_the_second_step() throws Exception {
        lines.after(
                new SeedEvent.RunStarted(
                        START,
                        new SeedRequest(
                                Reference.parse("source.example/robot:v1"),
                                Reference.parseDestination("edge.example/robot:v1"),
                                SidecarPolicy.WITH_LOCK,
                                new TrustPolicy.Skipped("test"))));
        lines.after(new SeedEvent.Planned(START, List.of(image, lock), 800_002_000L));
        lines.after(new SeedEvent.StepStarted(START, SeedStep.REPLICATE));
        lines.after(new SeedEvent.ArtifactStarted(START, image));
        lines.after(new SeedEvent.ArtifactStarted(START, lock));
        lines.after(finished(1, lock));
        lines.after(finished(20, image));

        assertEquals(
                "1 replicate  robot:v1   one image   800.0 MB in 20.0 s",
                ended(SeedStep.REPLICATE));
        assertEquals("2 sidecars   lock   2.0 kB in 1.0 s", ended(SeedStep.SIDECARS));
    }

    private String ended(SeedStep step) {
        Optional<StepLines.Line> line =
                lines.after(new SeedEvent.StepFinished(START.plusSeconds(60), step));
        return line.orElseThrow().text();
    }

    private static SeedEvent finished(int seconds, SeedEvent.Artifact artifact) {
        return new SeedEvent.ArtifactFinished(
                START.plusSeconds(seconds), artifact, Transfer.Status.COPIED);
    }

    private static SeedEvent.Artifact artifact(String name, String digit, long size) {
        Digest digest = new Digest(digit.repeat(64));
        return new SeedEvent.Artifact(name, digest, Map.of(digest, size), List.of());
    }
}
