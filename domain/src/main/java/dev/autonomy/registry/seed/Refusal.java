package dev.autonomy.registry.seed;

import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;

/** A verification that ends the run, on its way to the report. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient VerificationReport verification;

    Refusal(VerificationReport verification) {
        super(verification.verdict().label());
        this.verification = verification;
    }

    Verdict verdict() {
        return verification.verdict();
    }

    /** Whether nothing but a missing signature speaks against the subject. */
    boolean isForWantOfASignature(String subject) {
        return verdict() == Verdict.NEVER_SIGNED
                && verification.findings().stream()
                        .filter(finding -> finding.subject().equals(subject))
                        .anyMatch(
                                finding ->
                                        finding.outcome()
                                                .equals(
                                                        new StepOutcome.Fail(
                                                                Verdict.NEVER_SIGNED)));
    }
}
