package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Verifier;
import java.util.List;
import java.util.function.Supplier;

/**
 * Step 2: the image is the pinned one, the lock names it, and the policy is the one the lock names.
 */
final class DigestsStep {

    private static final Findings FINDINGS = new Findings(VerificationStep.DIGESTS);

    private final Verifier.Subject subject;
    private final Supplier<Finding> image;

    private DigestsStep(Verifier.Subject subject, Supplier<Finding> image) {
        this.subject = subject;
        this.image = image;
    }

    /** Asks for the image, which can be judged when the round was run. */
    static DigestsStep ask(Round round, ArtifactReader evidence, Verifier.Question question) {
        Verifier.Subject image =
                question.subjects().stream()
                        .filter(subject -> subject.part() == BundlePart.IMAGE)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no image to verify"));
        return new DigestsStep(image, round.ask(() -> image(evidence, image)));
    }

    List<Finding> findings(Sidecars sidecars) {
        return List.of(
                image.get(),
                FINDINGS.lock(sidecars.lock(), lock -> lock(lock, subject.digest())),
                FINDINGS.policy(sidecars.policy(), sidecars.lock(), DigestsStep::policy));
    }

    private static Finding image(ArtifactReader evidence, Verifier.Subject image)
            throws Obstacle, InterruptedException {
        try {
            return compared(
                    "image",
                    image.digest(),
                    evidence.manifest(image.repository(), image.digest()).digest(),
                    "The image is the pinned one.",
                    "The image was changed.");
        } catch (Obstacle.Contradiction e) {
            return FINDINGS.failed(
                    "image", Verdict.TAMPERED, e.expected(), e.found(), "The image was changed.");
        } catch (Obstacle.NotFound e) {
            return FINDINGS.failed(
                    "image", Verdict.INCOMPLETE, "The image is not there: " + e.seen() + ".");
        } catch (Obstacle.Malformed | Obstacle.Unsupported e) {
            return FINDINGS.failed(
                    "image", Verdict.MALFORMED, "The image cannot be read: " + e.seen() + ".");
        }
    }

    private static Finding lock(LockDocument lock, Digest image) {
        return lock.imageDigest()
                .map(
                        named ->
                                compared(
                                        "lock",
                                        named,
                                        image,
                                        "The lock names this image.",
                                        "The lock is about another image than the one beside it."))
                .orElseGet(
                        () ->
                                FINDINGS.failed(
                                        "lock",
                                        Verdict.MALFORMED,
                                        "The lock names no image by a sha256 digest (agent_artifact.digest)."));
    }

    private static Finding policy(PolicyBundle policy, LockDocument lock) {
        return lock.policyDigest()
                .map(
                        named ->
                                compared(
                                        "policy",
                                        named,
                                        policy.digest(),
                                        "The policy is the one the lock names.",
                                        "The policy is not the one the lock names."))
                .orElseGet(
                        () ->
                                FINDINGS.failed(
                                        "policy",
                                        Verdict.MALFORMED,
                                        "The lock names no policy by a sha256 digest (policy_bundle.digest)."));
    }

    private static Finding compared(
            String subject, Digest expected, Digest found, String equal, String different) {
        return FINDINGS.compared(
                subject,
                expected.toString(),
                found.toString(),
                expected.equals(found) ? equal : different,
                Verdict.TAMPERED);
    }
}
