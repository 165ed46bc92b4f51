package dev.autonomy.registry.adapter.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.autonomy.registry.catalog.Catalog;
import dev.autonomy.registry.catalog.CatalogEntry;
import dev.autonomy.registry.model.TrustPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads a catalog reads it or says where it is wrong. */
class CatalogFuzzTest {

    static Stream<byte[]> catalogs() {
        return Stream.of(
                        Catalogs.WHOLE,
                        Catalogs.JSON,
                        Catalogs.HEAD + "- from: &x |\n    y\n- *x\n- !t ? {}\n",
                        "schemaVersion: 1\nbundles: [{from: a.example/x:v1, to: \"b.example/x:v1\"}]\n",
                        "%YAML 1.2\n---\n'a': [\"\\x41\", \"\\u0041\\U00000041\"]\n...\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("catalogs")
    @FuzzTest
    void catalog(byte[] data) {
        switch (CatalogFile.read(data, Path.of("site"), CatalogOptions.NONE)) {
            case CatalogReading.Sound(Catalog catalog) -> {
                assertEquals(List.of(), catalog.clashes());
                catalog.entries().forEach(CatalogFuzzTest::assertVerifiable);
            }
            case CatalogReading.Unsound unsound ->
                    unsound.problems()
                            .forEach(each -> assertTrue(each.line() > 0 && each.column() > 0));
        }
    }

    private static void assertVerifiable(CatalogEntry entry) {
        TrustPolicy trust = entry.request().trust();
        assertInstanceOf(TrustPolicy.Checked.class, trust);
        assertFalse(trust instanceof TrustPolicy.ByKey key && key.keyFile().isEmpty());
    }
}
