package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationStep;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of a bundle that cannot pass: each failure at the part that it is about. */
record RefusedLines(Texts texts) {

    List<ReviewLine> of(SeedReport report, Verdict verdict) {
        Map<ReviewItem, List<Finding>> failures = new EnumMap<>(ReviewItem.class);
        report.verification().stream()
                .flatMap(each -> each.findings().stream())
                .filter(finding -> finding.outcome() instanceof StepOutcome.Fail)
                .forEach(
                        finding ->
                                failures.computeIfAbsent(itemOf(finding), _ -> new ArrayList<>())
                                        .add(finding));
        List<ReviewLine> lines = new ArrayList<>();
        failures.forEach((item, findings) -> lines.add(line(item, findings)));
        if (lines.isEmpty()) {
            VerdictWords words = new VerdictWords(texts, verdict, Optional.empty());
            lines.add(
                    line(
                            ReviewItem.SIGNATURES,
                            RichText.plain(Names.capitalised(words.problem())),
                            words));
        }
        return lines;
    }

    private static ReviewItem itemOf(Finding finding) {
        return switch (finding.step()) {
            case SIGNATURES -> ReviewItem.SIGNATURES;
            case DIGESTS ->
                    finding.subject().equals(BundlePart.IMAGE.label())
                            ? ReviewItem.SOURCE_IMAGE
                            : ReviewItem.SIDECARS;
            case FINGERPRINT, SEMVER -> ReviewItem.SIDECARS;
        };
    }

    /** Of several failures of a part the gravest is told whole, with what it asks for. */
    private ReviewLine line(ReviewItem item, List<Finding> findings) {
        Finding gravest =
                findings.stream()
                        .reduce((a, b) -> verdict(a).compareTo(verdict(b)) >= 0 ? a : b)
                        .orElseThrow();
        String text =
                Stream.concat(
                                Stream.of(sentence(gravest)),
                                findings.stream()
                                        .filter(each -> each != gravest)
                                        .map(this::problem))
                        .collect(Collectors.joining(" "));
        return line(
                item,
                RichText.plain(text),
                new VerdictWords(texts, verdict(gravest), Optional.of(gravest)));
    }

    private ReviewLine line(ReviewItem item, RichText text, VerdictWords words) {
        return ReviewLine.of(item, ReviewLine.State.PROBLEM, text)
                .advising(words.next(texts.of("review.again")));
    }

    private String problem(Finding finding) {
        VerdictWords words = new VerdictWords(texts, verdict(finding), Optional.of(finding));
        return Names.capitalised(words.problem()) + ".";
    }

    private String sentence(Finding finding) {
        VerdictWords words = new VerdictWords(texts, verdict(finding), Optional.of(finding));
        String problem = Names.capitalised(words.problem());
        return finding.step() == VerificationStep.SIGNATURES
                ? texts.of("review.refused", problem, finding.message())
                : texts.of(
                        "review.refused.by",
                        texts.of("check." + finding.step().label()),
                        problem,
                        finding.message());
    }

    private static Verdict verdict(Finding finding) {
        return finding.outcome() instanceof StepOutcome.Fail(Verdict verdict)
                ? verdict
                : Verdict.VERIFIED;
    }
}
