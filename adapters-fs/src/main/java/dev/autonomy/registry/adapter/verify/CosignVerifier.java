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
import java.util.function.Supplier;

/**
 * Verifies bundles signed with cosign, in both of its formats (spec 2). One of these computes once
 * what a signature proves, however often it is asked about it.
 */
public final class CosignVerifier implements Verifier {

    private final Signers signers;

    public CosignVerifier() {
        this(new RecentProofs());
    }

    CosignVerifier(Proofs proofs) {
        signers = new Signers(proofs);
    }

    @Override
    public TrustAnchor load(TrustPolicy.Checked policy) throws Obstacle, InterruptedException {
        return signers.load(policy);
    }

    @Override
    public VerificationReport verify(Question question, ArtifactReader evidence)
            throws Obstacle, InterruptedException {
        Round round = new Round();
        SignaturesStep signatures = new SignaturesStep(question, signers.check(question.anchor()));
        signatures.ask(round, evidence);
        Supplier<Sidecars> asked = Sidecars.ask(round, evidence, question);
        DigestsStep digests = DigestsStep.ask(round, evidence, question);
        round.run();
        signatures.judge();
        Sidecars sidecars = asked.get();
        List<Finding> findings = new ArrayList<>(signatures.findings());
        findings.addAll(digests.findings(sidecars));
        findings.addAll(FingerprintStep.run(sidecars));
        findings.addAll(SemverStep.run(sidecars));
        return new VerificationReport(
                question.scope(), findings, signatures.accepted(), sidecars.artifactReference());
    }
}
