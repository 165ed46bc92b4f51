package dev.autonomy.registry.outcome;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.SidecarPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Every finding of a verification, the signatures it accepted, and the name the lock gives the
 * image ({@code agent_artifact.ref}). A report without a single finding never passes.
 */
public record VerificationReport(
        SidecarPolicy scope,
        List<Finding> findings,
        List<AcceptedSignature> accepted,
        Optional<String> artifactReference) {

    public VerificationReport {
        findings = List.copyOf(findings);
        accepted = List.copyOf(accepted);
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("a verification finds something");
        }
    }

    /** The gravest of the findings; verified only if something passed and nothing failed. */
    public Verdict verdict() {
        Verdict worst =
                scope == SidecarPolicy.IMAGE_ONLY ? Verdict.VERIFIED_IMAGE_ONLY : Verdict.VERIFIED;
        boolean passed = false;
        for (Finding finding : findings) {
            switch (finding.outcome()) {
                case StepOutcome.Pass() -> passed = true;
                case StepOutcome.Fail(Verdict verdict) -> worst = worst.orGraver(verdict);
                case StepOutcome.Skipped() -> {}
            }
        }
        return passed ? worst : worst.orGraver(Verdict.SKIPPED);
    }

    public Optional<AcceptedSignature> acceptedFor(BundlePart part) {
        return accepted.stream().filter(a -> a.part() == part).findFirst();
    }
}
