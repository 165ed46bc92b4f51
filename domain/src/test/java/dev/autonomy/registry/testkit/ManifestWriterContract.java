package dev.autonomy.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.port.ManifestWriter;
import org.junit.jupiter.api.Test;

/** What everything that keeps the outputs must do, in memory and for real. */
public abstract class ManifestWriterContract {

    protected abstract ManifestWriter writer();

    /** Whether both outputs of a seed are there under their names. */
    protected abstract boolean hasOutputs();

    protected abstract SeedReport report();

    @Test
    void a_rehearsal_writes_nothing() throws Exception {
        writer().rehearse();

        assertFalse(hasOutputs());
    }

    @Test
    void prepared_outputs_appear_only_when_they_are_committed() throws Exception {
        try (ManifestWriter.Hold hold = writer().hold();
                ManifestWriter.Prepared prepared = hold.prepare(report())) {
            assertFalse(hasOutputs());

            prepared.commit();

            assertTrue(hasOutputs());
        }
    }

    @Test
    void outputs_that_were_not_committed_are_gone() throws Exception {
        try (ManifestWriter.Hold hold = writer().hold()) {
            hold.prepare(report()).close();
        }

        assertFalse(hasOutputs());
    }

    @Test
    void two_runs_cannot_hold_the_outputs_at_once() throws Exception {
        try (ManifestWriter.Hold _ = writer().hold()) {
            Obstacle.Conflict refused =
                    assertThrows(Obstacle.Conflict.class, () -> writer().hold());

            assertEquals(Obstacle.Conflict.Reason.OUTPUT_FOLDER_IN_USE, refused.reason());
        }
    }

    @Test
    void the_outputs_can_be_held_again_after_a_run() throws Exception {
        writer().hold().close();

        writer().hold().close();

        assertFalse(hasOutputs());
    }
}
