package dev.autonomy.registry.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodeTest {

    private static final List<Integer> BY_GRAVITY =
            List.of(1, 13, 12, 11, 10, 15, 14, 16, 17, 4, 3, 9, 6, 5, 8, 7, 20, 0);

    @Test
    void of_many_results_the_gravest_decides() {
        List<ExitCode> left =
                new ArrayList<>(BY_GRAVITY.reversed().stream().map(this::code).toList());

        List<Integer> decided = new ArrayList<>();
        while (!left.isEmpty()) {
            ExitCode gravest = ExitCode.gravest(left);
            decided.add(gravest.code());
            left.remove(gravest);
        }

        assertEquals(BY_GRAVITY, decided);
    }

    @Test
    void of_no_result_nothing_is_wrong() {
        assertEquals(ExitCode.SEEDED, ExitCode.gravest(List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = {"USAGE", "CANCELLED"})
    void what_stands_alone_is_no_result_among_others(ExitCode alone) {
        assertThrows(IllegalArgumentException.class, () -> ExitCode.gravest(List.of(alone)));
    }

    private ExitCode code(int code) {
        return Arrays.stream(ExitCode.values())
                .filter(each -> each.code() == code)
                .findFirst()
                .orElseThrow();
    }
}
