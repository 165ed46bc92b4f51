package dev.autonomy.registry.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleNameTest {

    @ParameterizedTest
    @CsvSource({
        "edge.example.com/robot-behavior:v1, robot-behavior-v1",
        "edge.example.com/fleet/nav/stack:v2, fleet__nav__stack-v2",
    })
    void a_bundle_is_called_after_the_path_and_tag_of_its_source(String from, String name)
            throws Exception {
        assertEquals(name, named(from, "localhost:5000/other:t"));
    }

    @Test
    void a_source_without_a_tag_has_the_destination_s() throws Exception {
        assertEquals(
                "demo-stable",
                named("example.com/demo@sha256:" + "0".repeat(64), "localhost:5000/x:stable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/b", "-a", "a b", ".hidden", "_a", "naïve", "a\u0000"})
    void what_is_no_plain_folder_s_name_is_refused(String text) {
        assertTrue(refused(text).position().isPresent());
    }

    @Test
    void the_refusal_names_the_first_character_that_does_not_fit() {
        assertEquals(OptionalInt.of(4), refused("nav/2").position());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Catalog.lock", "catalog-manifest.json"})
    void a_name_that_cannot_be_a_bundle_s_folder_is_refused(String text) {
        refused(text);
    }

    @Test
    void a_name_of_more_than_128_characters_is_refused() throws Exception {
        assertEquals(128, BundleName.parse("a".repeat(128)).text().length());
        refused("a".repeat(129));
    }

    private static InvalidInput refused(String text) {
        return assertThrows(InvalidInput.class, () -> BundleName.parse(text));
    }

    private static String named(String from, String to) throws InvalidInput {
        return BundleName.of(Reference.parse(from), Reference.parseDestination(to)).text();
    }
}
