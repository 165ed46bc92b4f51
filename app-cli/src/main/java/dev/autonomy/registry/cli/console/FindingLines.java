package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.console.Console.Mark;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerifyReport;
import java.util.List;

/** One line on stderr for each warning, and for each check of each part of a bundle. */
public final class FindingLines {

    private FindingLines() {}

    public static void print(Console console, VerifyReport report) {
        report.warnings().forEach(each -> console.note(Mark.WARNING, each.message()));
        List<Finding> findings =
                report.verification().map(VerificationReport::findings).orElse(List.of());
        findings.forEach(each -> console.note(mark(each.outcome()), text(each)));
        if (findings.stream().anyMatch(each -> each.outcome() instanceof StepOutcome.Fail)) {
            console.note("");
        }
    }

    private static Mark mark(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Pass() -> Mark.GOOD;
            case StepOutcome.Fail _ -> Mark.BAD;
            case StepOutcome.Skipped() -> Mark.PLAIN;
        };
    }

    private static String text(Finding finding) {
        return "%d %-12s %-7s %s"
                .formatted(
                        finding.step().number(),
                        finding.step().label(),
                        finding.subject(),
                        finding.message());
    }
}
