package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The shared signature vectors, a folder beside the checkout; where it is absent a test says so and
 * is skipped.
 */
final class Vectors {

    private static final JsonMapper JSON = new JsonMapper();

    private Vectors() {}

    static Path folder() {
        Path module = Path.of("").toAbsolutePath();
        Path vectors = module.resolve("../../shared/vectors").normalize();
        assumeTrue(
                Files.isDirectory(vectors),
                () -> "the shared vectors are not beside this checkout: no folder " + vectors);
        return vectors;
    }

    static JsonNode json(String file) throws IOException {
        return JSON.readTree(folder().resolve(file).toFile());
    }
}
