package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import java.util.List;
import java.util.Optional;

/** The words for a bundle that did not pass: what is wrong with which part, and what to do. */
record VerdictWords(Texts texts, Verdict verdict, Optional<Finding> finding) {

    static VerdictWords of(Texts texts, Verdict verdict, Optional<VerificationReport> report) {
        return new VerdictWords(
                texts,
                verdict,
                report.stream()
                        .flatMap(each -> each.findings().stream())
                        .filter(
                                each ->
                                        each.outcome() instanceof StepOutcome.Fail(Verdict failed)
                                                && failed == verdict)
                        .findFirst());
    }

    /** What is wrong, as the end of a sentence. */
    String problem() {
        return texts.of(key() + ".problem", subject());
    }

    String status() {
        return texts.of(key() + ".status");
    }

    /**
     * @param again the name of the button that tries or checks again
     */
    List<RichText> next(String again) {
        return texts.steps(key() + ".next", subject(), again);
    }

    String happened() {
        return finding.map(Finding::message).orElseGet(this::problem);
    }

    private String subject() {
        return finding.map(Finding::subject).orElseGet(() -> texts.of("verdict.bundle"));
    }

    private String key() {
        return "verdict."
                + verdict.label()
                + switch (verdict) {
                    case TAMPERED -> suffix(".signature", ".fingerprint");
                    case INCOMPLETE, MALFORMED -> suffix(".signature", "");
                    case VERIFIED,
                            VERIFIED_IMAGE_ONLY,
                            SKIPPED,
                            INCOMPATIBLE,
                            STALE,
                            NEVER_SIGNED,
                            WRONG_KEY ->
                            "";
                };
    }

    private String suffix(String ofSignature, String ofFingerprint) {
        return finding.map(Finding::step)
                .map(
                        step ->
                                switch (step) {
                                    case SIGNATURES -> ofSignature;
                                    case FINGERPRINT -> ofFingerprint;
                                    case DIGESTS, SEMVER -> "";
                                })
                .orElse("");
    }
}
