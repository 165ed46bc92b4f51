package dev.autonomy.registry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

    private static final Registry EDGE = new Registry("localhost:5000");

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost:5000", "registry.example.com", "edge:80", "[::1]:1"})
    void a_host_with_a_dot_or_a_port_is_a_registry(String text) throws Exception {
        assertEquals(text, Registry.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'Registry: nothing given. Write host:port.'",
        "edge, 'Registry: \"edge\" could be part of a path. A registry has a \".\" or a port, for"
                + " example edge:5000.'",
        "a.example/x, 'Registry: unexpected \"/\" at character 10. A registry is a host and a"
                + " port, without a path.'",
        "https://a.example, 'Reference: \"https://\" at character 1. Leave it out and start with"
                + " the registry.'",
        "a.example:x, 'Registry: unexpected \"x\" at character 11. A port is a number.'",
    })
    void anything_else_is_refused(String text, String sentence) {
        assertEquals(
                sentence,
                assertThrows(InvalidInput.class, () -> Registry.parse(text)).getMessage());
    }

    @Test
    void a_reference_names_a_registry_before_its_first_slash_only() {
        assertTrue(Registry.isNamedIn("localhost/x:v1"));
        assertTrue(Registry.isNamedIn("a.example/x"));
        assertFalse(Registry.isNamedIn("x:v1"));
        assertFalse(Registry.isNamedIn("fleet/a.b:v1"));
    }

    @Test
    void a_reference_without_a_registry_stands_in_the_given_one() throws Exception {
        assertEquals("localhost:5000/x:v1", Reference.parse("x:v1", EDGE).toString());
        assertEquals("localhost:5000/x:v1", Reference.parseDestination("x:v1", EDGE).toString());
    }

    @Test
    void a_reference_with_a_registry_stays_there() throws Exception {
        assertEquals("a.example/x:v1", Reference.parse("a.example/x:v1", EDGE).toString());
        assertEquals(
                "a.example/x:v1", Reference.parseDestination("a.example/x:v1", EDGE).toString());
    }

    @Test
    void what_is_wrong_in_a_reference_is_found_where_it_is_written() {
        InvalidInput refused =
                assertThrows(InvalidInput.class, () -> Reference.parse("robot/X:v1", EDGE));

        assertEquals(7, refused.position().orElseThrow());
    }
}
