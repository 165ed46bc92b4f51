package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.InMemoryRegistries;
import java.util.List;

/** An image, signatures of it under its cosign tag, and what is said of them. */
final class SignedImage {

    static final SigningKey OURS = SigningKey.p256();
    static final SigningKey OTHERS = SigningKey.p256();
    static final Artifact AMD64 = Artifact.image("amd64");
    static final Artifact IMAGE = Artifact.index(AMD64, Artifact.image("arm64"));
    static final SignatureLayer GOOD = SignatureLayer.good(OURS, IMAGE.digest());
    static final SignatureLayer BY_OTHER_KEY = SignatureLayer.good(OTHERS, IMAGE.digest());
    static final SignatureLayer STALE =
            SignatureLayer.signedAt(OURS, IMAGE.digest(), "2025-01-01T00:00:00Z");
    static final SignatureLayer OF_OTHER_IMAGE =
            SignatureLayer.good(OURS, Artifact.image("another").digest());
    static final SignatureLayer UNREADABLE = GOOD.withoutSignature();

    private SignedImage() {}

    static InMemoryRegistries.Interference contradicting(SignatureLayer layer) {
        String digest = layer.descriptor().digest().toString();
        return request -> {
            if (request.startsWith("blob") && request.endsWith(digest)) {
                throw new Obstacle.Contradiction(
                        Attempt.locally("reading"), digest, "sha256:something else");
            }
        };
    }

    static VerificationReport verify(SignatureLayer... layers) throws Exception {
        return new Scene(OURS)
                .with(BundlePart.IMAGE, IMAGE, Manifests.signatures(layers))
                .verifyImage();
    }

    static String message(VerificationReport report) {
        return Scene.finding(report, VerificationStep.SIGNATURES, "image").message();
    }

    static void assertRefused(Verdict verdict, VerificationReport report) {
        Scene.assertFailed(verdict, report, VerificationStep.SIGNATURES, "image");
        assertEquals(verdict, report.verdict());
        assertFalse(report.verdict().isAcceptable());
        assertEquals(List.of(), report.accepted());
    }
}
