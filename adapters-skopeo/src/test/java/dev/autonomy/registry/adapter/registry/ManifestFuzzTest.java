package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.Artifact;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads a manifest throws an obstacle or nothing. */
class ManifestFuzzTest {

    private static final Attempt READING = Attempt.locally("reading");

    static Stream<byte[]> manifests() {
        Artifact image = Artifact.image("layer");
        return Stream.of(image, Artifact.index(image), Artifact.referringTo(image, "x", "y"))
                .map(artifact -> artifact.manifest().content().bytes());
    }

    @MethodSource("manifests")
    @FuzzTest
    void manifest(byte[] data) throws Exception {
        Manifest manifest;
        try {
            manifest = ManifestReader.read(READING, "", data);
        } catch (Obstacle.Malformed | Obstacle.Unsupported _) {
            return;
        }
        assertEquals(manifest, ManifestReader.read(READING, manifest.mediaType(), data));
    }
}
