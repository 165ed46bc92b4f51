package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies bundles signed with cosign by a public key (spec 2). */
public final class CosignVerifier implements Verifier {

    @Override
    public TrustAnchor load(TrustPolicy.Checked policy) throws Obstacle {
        return switch (policy) {
            case TrustPolicy.ByKey byKey -> PublicKeyFile.read(byKey.keyFile());
            case TrustPolicy.ByIdentity byIdentity ->
                    throw new Obstacle.TrustUnusable(
                            Attempt.with("reading the trusted root", byIdentity.trustedRootFile()),
                            "signatures are checked by key here, not by identity");
        };
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
        return new VerificationReport(
                question.scope(), findings, signatures.accepted(), Optional.empty());
    }
}
