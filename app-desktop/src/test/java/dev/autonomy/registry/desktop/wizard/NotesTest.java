package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Warning;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotesTest {

    private final WizardScene scene = new WizardScene();

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

    @Test
    void plain_http_that_never_left_this_machine_is_a_detail_and_no_note() {
        seedOver(Set.of("127.0.0.1:5000"));

        assertEquals(List.of(), scene.report().banner().notes());
        assertTrue(scene.report().plainDetails().contains("Warning: spoken to over plain HTTP"));
    }

    @Test
    void plain_http_across_a_network_is_noted() {
        seedOver(Set.of("127.0.0.1:5000", "edge.example:5000"));

        assertEquals(List.of("spoken to over plain HTTP"), scene.report().banner().notes());
    }

    private void seedOver(Set<String> plain) {
        scene.backend.seed(
                (order, observer) -> {
                    SeedReport good = ScriptedBackend.wholeSeed(order, observer);
                    return Sample.warned(
                            good,
                            new Warning(Warning.Kind.PLAIN_HTTP, "spoken to over plain HTTP"),
                            plain);
                });
        scene.onReview().wizard.next();
    }
}
