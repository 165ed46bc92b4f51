package dev.autonomy.registry.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.model.SidecarPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void the_gravest_of_several_verdicts_decides_in_the_documented_order() {
        List<Integer> gravestFirst =
                Arrays.stream(Verdict.values())
                        .filter(verdict -> !verdict.isAcceptable())
                        .sorted((a, b) -> b.compareTo(a))
                        .map(verdict -> ExitCode.of(verdict).code())
                        .toList();

        assertEquals(List.of(13, 12, 11, 10, 15, 14, 16), gravestFirst);
    }

    @Test
    void one_failure_among_passes_names_the_verdict() {
        assertEquals(
                Verdict.STALE,
                report(
                                new StepOutcome.Pass(),
                                new StepOutcome.Fail(Verdict.STALE),
                                new StepOutcome.Pass())
                        .verdict());
    }

    @Test
    void a_report_in_which_nothing_passed_is_not_verified() {
        assertEquals(Verdict.SKIPPED, report(new StepOutcome.Skipped()).verdict());
    }

    @Test
    void an_empty_report_does_not_exist() {
        assertThrows(IllegalArgumentException.class, VerdictTest::report);
    }

    @Test
    void an_acceptable_verdict_is_not_a_failure() {
        assertThrows(IllegalArgumentException.class, () -> new StepOutcome.Fail(Verdict.VERIFIED));
    }

    private static VerificationReport report(StepOutcome... outcomes) {
        List<Finding> findings = new ArrayList<>();
        for (StepOutcome outcome : outcomes) {
            findings.add(
                    new Finding(
                            VerificationStep.SIGNATURES,
                            "image",
                            outcome,
                            Optional.empty(),
                            Optional.empty(),
                            "as scripted",
                            List.of()));
        }
        return new VerificationReport(
                SidecarPolicy.IMAGE_ONLY, findings, List.of(), Optional.empty());
    }
}
