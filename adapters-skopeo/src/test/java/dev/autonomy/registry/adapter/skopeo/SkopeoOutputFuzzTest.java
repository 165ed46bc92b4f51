package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.autonomy.registry.adapter.tool.Ending;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Replicator.Cargo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever skopeo prints, and a registry's words in it, comes to an answer fit to be shown. */
class SkopeoOutputFuzzTest {

    private static final Descriptor BLOB =
            Descriptor.of("x/y", new Digest("bbd79c74a0e0" + "0".repeat(52)), 250_085_376);
    private static final Cargo CARGO =
            new Cargo(
                    new Repository("source.example:5000", "app"),
                    new Repository("edge.example:5000", "bundle"),
                    new Digest("ab".repeat(32)),
                    List.of(BLOB));

    static Stream<byte[]> outputs() throws IOException {
        return Stream.of(
                        List.of("skopeo version 1.9.3-dev commit: 0"),
                        lines("terminal-1.22.0.txt").subList(0, 12),
                        lines("failures-1.9.3.txt"),
                        lines("failures-1.22.0.txt"),
                        lines("refusals-1.9.3.txt"),
                        lines("refusals-1.22.0.txt"))
                .flatMap(SkopeoOutputFuzzTest::together)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Each line, for itself and with those around it. */
    private static Stream<String> together(List<String> lines) {
        List<String> outputs = lines.stream().map(line -> line.replaceFirst("^.*\t", "")).toList();
        return Stream.concat(
                outputs.stream(),
                Stream.of(String.join("\n", outputs)).filter(all -> all.length() < 4_000));
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream sample = SkopeoOutputFuzzTest.class.getResourceAsStream(file)) {
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @MethodSource("outputs")
    @FuzzTest
    void output(byte[] data) {
        List<String> lines = new String(data, StandardCharsets.UTF_8).lines().toList();
        CopyProgress progress =
                new CopyProgress(
                        CARGO.blobs(),
                        (_, bytes) -> assertTrue(bytes >= 0 && bytes <= BLOB.size(), "" + bytes));

        lines.forEach(progress::line);
        lines.forEach(SkopeoVersion::parse);
        Obstacle obstacle =
                SkopeoFailure.of(CARGO, new Ending(1, List.of(), lines), OptionalInt.empty());

        assertFalse(obstacle.getMessage().chars().anyMatch(Character::isISOControl));
    }
}
