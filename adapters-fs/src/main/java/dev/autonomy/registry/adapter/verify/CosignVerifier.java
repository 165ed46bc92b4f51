package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Verifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Verifies bundles signed with cosign, in both of its formats (spec 2). One of these computes once
 * what a signature proves, however often it is asked about it.
 */
public final class CosignVerifier implements Verifier {

    private final Proofs proofs;

    public CosignVerifier() {
        this(new RecentProofs());
    }

    CosignVerifier(Proofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public TrustAnchor load(TrustPolicy.Checked policy) throws Obstacle, InterruptedException {
        return Signers.load(policy);
    }

    @Override
    public VerificationReport verify(Question question, ArtifactReader evidence)
            throws Obstacle, InterruptedException {
        SignaturesStep signatures =
                new SignaturesStep(evidence, question, Signers.check(question.anchor(), proofs));
        signatures.run();
        Sidecars sidecars = Sidecars.read(evidence, question);
        List<Finding> findings = new ArrayList<>(signatures.findings());
        findings.addAll(DigestsStep.run(evidence, question, sidecars));
        findings.addAll(FingerprintStep.run(sidecars));
        findings.addAll(SemverStep.run(sidecars));
        return new VerificationReport(
                question.scope(), findings, signatures.accepted(), sidecars.artifactReference());
    }
}
