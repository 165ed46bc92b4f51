package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.progress.SeedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a run although it is no answer and no obstacle: bugs, and the machine's own errors. */
class SeederErrorsTest {

    private final SeedScene scene = new SeedScene();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resolve source",
                "attachments source",
                "manifest source",
                "attachments edge",
                "manifest edge",
                "size edge"
            })
    void an_error_on_any_thread_reaches_the_caller_after_the_last_event(String request) {
        OutOfMemoryError error = new OutOfMemoryError("on purpose");
        scene.registries.before(
                asked -> {
                    if (asked.startsWith(request)) {
                        throw error;
                    }
                });

        assertSame(error, assertThrows(OutOfMemoryError.class, scene::seed));

        assertEquals(ExitCode.INTERNAL_ERROR, last().exitCode());
        assertTrue(scene.registries.tags(EDGE).isEmpty());
    }

    @Test
    void a_bug_reaches_the_caller_after_the_last_event() {
        scene.registries.before(
                _ -> {
                    throw new IllegalStateException("on purpose");
                });

        assertThrows(IllegalStateException.class, scene::seed);

        assertEquals(ExitCode.INTERNAL_ERROR, last().exitCode());
    }

    private SeedEvent.RunFinished last() {
        return (SeedEvent.RunFinished) scene.events.all().getLast();
    }
}
