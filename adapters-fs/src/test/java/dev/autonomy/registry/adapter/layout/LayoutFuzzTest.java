package dev.autonomy.registry.adapter.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.autonomy.registry.adapter.document.ManifestDocument;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.Artifact;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads a layout's documents throws an obstacle or nothing. */
class LayoutFuzzTest {

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
            manifest = ManifestDocument.read(READING, Artifact.sha256(data), data);
        } catch (Obstacle.Malformed | Obstacle.Unsupported _) {
            return;
        }
        Manifest list =
                ReferrersList.of(READING, Optional.empty(), List.of(manifest)).orElseThrow();
        assertEquals(manifest.digest(), ((Manifest.Index) list).manifests().getFirst().digest());
    }
}
