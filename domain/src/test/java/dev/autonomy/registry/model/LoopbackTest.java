package dev.autonomy.registry.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:5000", "127.0.0.1:5000", "[::1]:5000"})
    void these_are_this_machine(String registry) {
        assertTrue(Loopback.holds(registry));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"edge.example:5000", "localhost.example", "1270.0.0.1", "127.evil.example"})
    void these_are_not(String registry) {
        assertFalse(Loopback.holds(registry));
    }
}
