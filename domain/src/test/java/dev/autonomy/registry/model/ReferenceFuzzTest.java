package dev.autonomy.registry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read as a reference reads the same again from its own text; all else is refused. */
class ReferenceFuzzTest {

    static Stream<byte[]> references() {
        return Stream.of(
                        "localhost:5000/robot-behavior:v1",
                        "[::1]:5000/a/b_c__d--e:v1@sha256:" + "0a".repeat(32),
                        "registry.example.com/a.b@sha256:" + "f".repeat(64),
                        "busybox",
                        "docker://busybox")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("references")
    @FuzzTest
    void reference(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        try {
            Reference reference = Reference.parse(text);
            assertEquals(reference, Reference.parse(reference.toString()));
        } catch (InvalidInput _) {
            // What it is refused with.
        }
        try {
            Reference.Tagged reference = Reference.parseDestination(text);
            assertEquals(reference, Reference.parseDestination(reference.toString()));
        } catch (InvalidInput _) {
            // What it is refused with.
        }
    }
}
