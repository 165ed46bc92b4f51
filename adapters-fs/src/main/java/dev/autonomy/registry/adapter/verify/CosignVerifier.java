package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Verifier;
import java.util.ArrayList;
import java.util.List;

/** Verifies bundles signed with cosign by a public key (spec 2). */
public final class CosignVerifier implements Verifier {

    @Override
    public TrustedKey load(TrustPolicy.ByKey policy) throws Obstacle {
        return PublicKeyFile.read(policy.keyFile());
    }

    @Override
    public VerificationReport verify(Question question, ArtifactReader evidence)
            throws Obstacle, InterruptedException {
        SignaturesStep signatures = new SignaturesStep(evidence, question);
        signatures.run();
        Sidecars sidecars = Sidecars.read(evidence, question);
        List<Finding> findings = new ArrayList<>(signatures.findings());
        findings.addAll(DigestsStep.run(evidence, question, sidecars));
        findings.addAll(FingerprintStep.run(sidecars));
        findings.addAll(SemverStep.run(sidecars));
        return new VerificationReport(question.scope(), findings, signatures.accepted());
    }
}
