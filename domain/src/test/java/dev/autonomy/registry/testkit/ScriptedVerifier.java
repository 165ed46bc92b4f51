package dev.autonomy.registry.testkit;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Verifier;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Accepts any subject that has a signature attached; scripted verdicts come first, one a question.
 */
public final class ScriptedVerifier implements Verifier {

    private final Deque<Verdict> verdicts = new ArrayDeque<>();
    private final List<TrustPolicy.Checked> loaded = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private Optional<Obstacle> unusable = Optional.empty();

    private final Map<Digest, Instant> times = new HashMap<>();
    private Function<Subject, Optional<String>> claim =
            subject -> Optional.of(subject.repository().toString());
    private Optional<String> artifactReference = Optional.empty();

    public ScriptedVerifier answering(Verdict... scripted) {
        verdicts.addAll(List.of(scripted));
        return this;
    }

    public ScriptedVerifier unusable(Obstacle obstacle) {
        unusable = Optional.of(obstacle);
        return this;
    }

    /** The policies that were loaded, in this order. */
    public List<TrustPolicy.Checked> loaded() {
        return List.copyOf(loaded);
    }

    public List<Question> questions() {
        return List.copyOf(questions);
    }

    /** What the lock will be said to call the image. */
    public ScriptedVerifier naming(String reference) {
        artifactReference = Optional.of(reference);
        return this;
    }

    /** Its signatures name what they sign by digest only, as cosign's sigstore bundles do. */
    public ScriptedVerifier claimingNoName() {
        claim = _ -> Optional.empty();
        return this;
    }

    /** When the signatures of this subject will be said to have been made. */
    public ScriptedVerifier signedAt(Digest subject, Instant time) {
        times.put(subject, time);
        return this;
    }

    @Override
    public synchronized TrustedKey load(TrustPolicy.Checked policy) throws Obstacle {
        loaded.add(policy);
        if (unusable.isPresent()) {
            throw unusable.get();
        }
        byte[] key = {1, 2, 3};
        return new TrustedKey("ECDSA P-256", Artifact.sha256(key), key);
    }

    @Override
    public synchronized VerificationReport verify(Question question, ArtifactReader evidence) {
        questions.add(question);
        List<Finding> findings = new ArrayList<>();
        List<AcceptedSignature> accepted = new ArrayList<>();
        for (Subject subject : question.subjects()) {
            Optional<Attachment> signature =
                    subject.attachments().stream()
                            .filter(attachment -> attachment.kind() == AttachmentKind.SIGNATURE)
                            .findFirst();
            signature.ifPresent(
                    attachment ->
                            accepted.add(
                                    new AcceptedSignature(
                                            subject.part(),
                                            subject.digest(),
                                            attachment.digest(),
                                            Optional.of(
                                                    times.getOrDefault(
                                                            subject.digest(), question.now())),
                                            claim.apply(subject))));
            findings.add(
                    finding(
                            subject,
                            signature.isPresent()
                                    ? new StepOutcome.Pass()
                                    : new StepOutcome.Fail(Verdict.NEVER_SIGNED)));
        }
        Verdict scripted = verdicts.isEmpty() ? Verdict.VERIFIED : verdicts.poll();
        if (!scripted.isAcceptable()) {
            findings.add(finding(question.subjects().getFirst(), new StepOutcome.Fail(scripted)));
        }
        return new VerificationReport(question.scope(), findings, accepted, artifactReference);
    }

    private static Finding finding(Subject subject, StepOutcome outcome) {
        return new Finding(
                VerificationStep.SIGNATURES,
                subject.part().label(),
                outcome,
                Optional.empty(),
                Optional.empty(),
                "scripted",
                List.of());
    }
}
