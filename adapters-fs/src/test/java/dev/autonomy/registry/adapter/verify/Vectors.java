package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.autonomy.registry.testkit.SharedVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The shared signature vectors; where they are absent, as many tests are skipped. */
final class Vectors {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SharedVectors SHARED = SharedVectors.besideTheCheckout();

    private Vectors() {}

    static Path folder() {
        return SHARED.folder();
    }

    static Stream<DynamicTest> tests(int known, SharedVectors.Source source) throws Exception {
        return SHARED.tests(known, source);
    }

    static JsonNode json(String file) throws IOException {
        return JSON.readTree(folder().resolve(file).toFile());
    }
}
