package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Both files as they are written, byte for byte, beside this class's resources. A wanted change is
 * taken over with {@code mvn test -pl adapters-fs -am -Dgolden.update=true} and reviewed as a diff.
 */
class GoldenFilesTest {

    private static final Path FOLDER =
            Path.of("src/test/resources/dev/autonomy/registry/adapter/output");

    @Test
    void the_manifest_of_a_verified_seed() throws Exception {
        compare(
                "verified.seed-manifest.json",
                SeedManifestJson.of(Reports.seeded(), Reports.PRODUCT));
    }

    @Test
    void the_manifest_of_a_seed_without_verification() throws Exception {
        compare(
                "unverified.seed-manifest.json",
                SeedManifestJson.of(Reports.unverified(), Reports.PRODUCT));
    }

    @Test
    void the_lock() throws Exception {
        compare("seed.lock", SeedLockJson.of(Reports.seeded()));
    }

    private static void compare(String name, ObjectNode document) throws Exception {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.write(file, JsonText.of(document));
        }

        assertEquals(
                Files.readString(file), new String(JsonText.of(document), StandardCharsets.UTF_8));
    }
}
