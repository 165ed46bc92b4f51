package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.Artifact;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads a registry's answers throws an obstacle or nothing. */
class AnswerFuzzTest {

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

    static Stream<byte[]> challenges() {
        return Stream.of(
                        "Bearer realm=\"https://a.example/token\",service=\"s\", scope=\"r:a/b:pull\"",
                        "Negotiate abc=, Basic realm=\"a\\\"b\"")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("challenges")
    @FuzzTest
    void challenge(byte[] data) {
        for (Challenge each :
                Challenge.parse(List.of(new String(data, StandardCharsets.ISO_8859_1)))) {
            assertFalse(each.scheme().isEmpty());
        }
    }

    static Stream<byte[]> errors() {
        return Stream.of(
                        "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no\",\"detail\":{}}]}",
                        "<html><title>Bad gateway</title></html>",
                        "token=abc https://user:secret@example.com/?q=1")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("errors")
    @FuzzTest
    void error(byte[] data) {
        HttpHeaders plainText =
                HttpHeaders.of(Map.of("Content-Type", List.of("text/plain")), (_, _) -> true);
        Answer answer =
                new Answer(
                        URI.create("http://localhost/v2/"),
                        Answer.FORBIDDEN,
                        plainText,
                        new Body(data, Body.Extent.WHOLE));

        assertFalse(answer.described().chars().anyMatch(Character::isISOControl));
    }
}
