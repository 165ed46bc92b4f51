package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Warning;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NotesTest {

    private final WizardScene scene = new WizardScene();

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
