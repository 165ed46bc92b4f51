package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.outcome.Obstacle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The shared test keys: the kinds that are accepted load, the others and the damaged do not. */
class KeyVectorsTest {

    private static final Map<String, String> ACCEPTED =
            Map.of(
                    "cosign-generated", "ECDSA P-256",
                    "ed25519", "Ed25519",
                    "other-p256", "ECDSA P-256",
                    "p256", "ECDSA P-256",
                    "p384", "ECDSA P-384",
                    "p521", "ECDSA P-521",
                    "rsa2048", "RSA 2048",
                    "rsa3072", "RSA 3072",
                    "rsa4096", "RSA 4096");

    @TestFactory
    Stream<DynamicTest> every_key_loads_or_is_refused_by_its_kind() throws Exception {
        return Vectors.tests(
                15,
                () ->
                        files(Vectors.folder().resolve("keys")).stream()
                                .map(
                                        file ->
                                                dynamicTest(
                                                        name(file), () -> loadsOrIsRefused(file))));
    }

    @TestFactory
    Stream<DynamicTest> every_damaged_key_is_refused() throws Exception {
        return Vectors.tests(20, KeyVectorsTest::damaged);
    }

    private static Stream<DynamicTest> damaged() throws Exception {
        JsonNode expectations = Vectors.json("keys/bad/expect.json");
        return files(Vectors.folder().resolve("keys/bad")).stream()
                .map(
                        file ->
                                dynamicTest(
                                        name(file),
                                        () ->
                                                asExpected(
                                                        file,
                                                        expectations
                                                                .path(name(file))
                                                                .path("expect")
                                                                .asText())));
    }

    private static void loadsOrIsRefused(Path file) throws Exception {
        Optional<String> type =
                Optional.ofNullable(ACCEPTED.get(name(file).replaceFirst("[.](pub|pem)$", "")));
        if (type.isPresent()) {
            assertEquals(type.get(), PublicKeyFile.read(file.toString()).type());
        } else {
            assertRefused(file);
        }
    }

    /** What others may accept or refuse is refused: the file holds one block and nothing else. */
    private static void asExpected(Path file, String expected) throws Exception {
        switch (expected) {
            case "accept" -> assertFalse(PublicKeyFile.read(file.toString()).type().isEmpty());
            case "reject", "accept-or-reject" -> assertRefused(file);
            default -> throw new AssertionError("no expectation for " + file);
        }
    }

    private static void assertRefused(Path file) {
        assertThrows(Obstacle.TrustUnusable.class, () -> PublicKeyFile.read(file.toString()));
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).matches(".*[.](pub|pem)")).sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
