package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.desktop.wizard.ReportContent.Check;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import java.util.List;
import java.util.Optional;

/** Tells how the four checks came out. */
record ChecksWriter(Texts texts) {

    List<Check> of(Optional<VerificationReport> verification) {
        return List.of(VerificationStep.values()).stream()
                .map(
                        step ->
                                check(
                                        step,
                                        verification.stream()
                                                .flatMap(each -> each.findings().stream())
                                                .filter(finding -> finding.step() == step)
                                                .toList()))
                .toList();
    }

    private Check check(VerificationStep step, List<Finding> findings) {
        Check.Outcome outcome = outcome(findings);
        return new Check(
                texts.of("check." + step.label()),
                outcome,
                summary(step, outcome, findings),
                findings.stream().map(this::comparison).toList());
    }

    private static Check.Outcome outcome(List<Finding> findings) {
        if (findings.stream().anyMatch(each -> each.outcome() instanceof StepOutcome.Fail)) {
            return Check.Outcome.FAILED;
        }
        if (findings.stream().anyMatch(each -> each.outcome() instanceof StepOutcome.Pass)) {
            return Check.Outcome.PASSED;
        }
        return findings.isEmpty() ? Check.Outcome.NOT_RUN : Check.Outcome.NOT_ASKED_FOR;
    }

    private String summary(VerificationStep step, Check.Outcome outcome, List<Finding> findings) {
        return switch (outcome) {
            case PASSED -> {
                long passed =
                        findings.stream()
                                .filter(each -> each.outcome() instanceof StepOutcome.Pass)
                                .count();
                yield texts.of("check." + step.label() + ".passed", passed, findings.size());
            }
            case FAILED ->
                    findings.stream()
                            .filter(each -> each.outcome() instanceof StepOutcome.Fail)
                            .findFirst()
                            .orElseThrow()
                            .message();
            case NOT_ASKED_FOR -> texts.of("check.not-asked-for");
            case NOT_RUN -> texts.of("check.not-run");
        };
    }

    private ReportContent.Comparison comparison(Finding finding) {
        return new ReportContent.Comparison(
                Names.capitalised(finding.subject()),
                switch (finding.outcome()) {
                    case StepOutcome.Pass() -> Tone.GOOD;
                    case StepOutcome.Fail _ -> Tone.PROBLEM;
                    case StepOutcome.Skipped() -> Tone.NEUTRAL;
                },
                finding.message(),
                finding.expected(),
                finding.found());
    }
}
