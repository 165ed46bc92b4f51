package dev.autonomy.registry.adapter.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML and JSON count their lines and columns alike. */
class PlacesTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lines_are_counted_however_they_end(String lineEnd) {
        String said =
                "schemaVersion is \"2\", and only 1, without quotes, is known here. The rest was not"
                        + " read.";

        assertEquals(
                List.of("3:19: " + said),
                Catalogs.problems("{\n\n \"schemaVersion\": 2}".replace("\n", lineEnd)));
        assertEquals(
                List.of("3:16: " + said),
                Catalogs.problems("# a\n\nschemaVersion: 2".replace("\n", lineEnd)));
    }

    @Test
    void a_character_of_two_parts_is_one_column() {
        String said =
                "schemaVersion is \"2\", and only 1, without quotes, is known here. The rest was not"
                        + " read.";

        assertEquals(
                List.of(
                        "1:2: \"🤖\" is not known here. The keys beside bundles are schemaVersion,"
                                + " defaults, bundles.",
                        "1:26: " + said),
                Catalogs.problems("{\"🤖\":\"🤖\",\"schemaVersion\":2}"));
    }

    @Test
    void json_that_ends_too_early_is_said_to() {
        assertEquals(
                List.of("2:1: The file ends here, and a quote or a bracket is not closed yet."),
                Catalogs.problems("{\"schemaVersion\":1,\"bundles\":[{\"from\":\"a\"}\n"));
    }
}
