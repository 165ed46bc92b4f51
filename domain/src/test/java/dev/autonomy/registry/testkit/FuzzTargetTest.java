package dev.autonomy.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FuzzTargetTest {

    private static final int ENOUGH_SECONDS = 60;

    @Test
    void a_planted_bug_is_found_and_its_input_named() throws Exception {
        List<FuzzTarget> planted = FuzzTarget.beside(getClass(), "dev.autonomy.misbuilt");

        Optional<String> found = planted.getFirst().search(ENOUGH_SECONDS);

        String told = found.orElseThrow();
        assertTrue(told.contains("IllegalStateException: planted"), told);
        assertTrue(told.contains("target/fuzz/BreaksOnMagicFuzzTest/header/crash-"), told);
        assertTrue(
                told.contains(
                        "src/test/resources/dev/autonomy/misbuilt/parser/BreaksOnMagicFuzzTestInputs/header"),
                told);
        assertEquals(1, planted.size());
    }
}
