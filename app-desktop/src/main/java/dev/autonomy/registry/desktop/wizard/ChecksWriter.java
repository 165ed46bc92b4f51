package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.desktop.wizard.ReportContent.Check;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells how the four checks came out. */
record ChecksWriter(Texts texts) {

    List<Check> of(Optional<VerificationReport> verification) {
        boolean areSigned =
                verification.stream()
                        .flatMap(each -> each.findings().stream())
                        .filter(finding -> finding.step() == VerificationStep.SIGNATURES)
                        .noneMatch(finding -> finding.outcome() instanceof StepOutcome.Fail);
        return List.of(VerificationStep.values()).stream()
                .map(
                        step ->
                                check(
                                        step,
                                        verification.stream()
                                                .flatMap(each -> each.findings().stream())
                                                .filter(finding -> finding.step() == step)
                                                .toList(),
                                        areSigned))
                .toList();
    }

    private Check check(VerificationStep step, List<Finding> findings, boolean areSigned) {
        Check.Outcome outcome = outcome(findings);
        return new Check(
                texts.of("check." + step.label()),
                outcome,
                summary(step, outcome, findings, areSigned),
                comparisons(findings));
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

    /** That content is what was signed is said only where the signatures are good. */
    private String summary(
            VerificationStep step,
            Check.Outcome outcome,
            List<Finding> findings,
            boolean areSigned) {
        return switch (outcome) {
            case PASSED -> {
                long passed =
                        findings.stream()
                                .filter(each -> each.outcome() instanceof StepOutcome.Pass)
                                .count();
                boolean isUnsigned = step == VerificationStep.DIGESTS && !areSigned;
                yield texts.of(
                        "check." + step.label() + ".passed" + (isUnsigned ? ".unsigned" : ""),
                        passed,
                        findings.size());
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

    /** Subjects that passed by the same comparison are told together. */
    private List<ReportContent.Comparison> comparisons(List<Finding> findings) {
        Map<ReportContent.Comparison, List<Finding>> alikes = new LinkedHashMap<>();
        for (Finding finding : findings) {
            ReportContent.Comparison each = comparison(finding);
            ReportContent.Comparison alike =
                    each.tone() == Tone.PROBLEM
                            ? each
                            : new ReportContent.Comparison(
                                    "", each.tone(), "", each.expected(), each.found());
            alikes.computeIfAbsent(alike, _ -> new ArrayList<>()).add(finding);
        }
        return alikes.values().stream().map(this::together).toList();
    }

    private ReportContent.Comparison together(List<Finding> alike) {
        ReportContent.Comparison first = comparison(alike.getFirst());
        if (alike.size() == 1) {
            return first;
        }
        String subjects = alike.stream().map(Finding::subject).collect(Collectors.joining(", "));
        return new ReportContent.Comparison(
                Names.capitalised(subjects), first.tone(), "", first.expected(), first.found());
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
