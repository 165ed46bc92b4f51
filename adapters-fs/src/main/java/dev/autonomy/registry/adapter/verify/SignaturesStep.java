package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Step 1: on each subject's exact digest, one signature that passes every check (spec 2, 2.2). */
final class SignaturesStep {

    private final Verifier.Question question;
    private final SignerCheck signer;
    private final List<Tried> tried = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<AcceptedSignature> accepted = new ArrayList<>();

    private record Tried(Verifier.Subject subject, Supplier<List<Candidate>> candidates) {}

    SignaturesStep(Verifier.Question question, SignerCheck signer) {
        this.question = question;
        this.signer = signer;
    }

    /** Asks for the signatures of each subject, which can be judged when the round was run. */
    void ask(Round round, ArtifactReader evidence) {
        ClaimsCheck claims = new ClaimsCheck(question, signer);
        SignatureBlobs blobs = new SignatureBlobs(evidence, new Desk());
        LegacySignatures legacy = new LegacySignatures(blobs, signer, claims);
        BundleSignatures bundles = new BundleSignatures(evidence, blobs, signer, claims);
        for (Verifier.Subject subject : question.subjects()) {
            Supplier<List<Candidate>> underTag = legacy.ask(round, subject);
            Supplier<List<Candidate>> referring = bundles.ask(round, subject);
            tried.add(
                    new Tried(
                            subject,
                            () ->
                                    Stream.of(underTag.get(), referring.get())
                                            .flatMap(List::stream)
                                            .toList()));
        }
    }

    void judge() {
        tried.forEach(each -> judge(each.subject(), each.candidates().get()));
    }

    List<Finding> findings() {
        return findings;
    }

    List<AcceptedSignature> accepted() {
        return accepted;
    }

    private void judge(Verifier.Subject subject, List<Candidate> candidates) {
        candidates.stream()
                .filter(Candidate::isAccepted)
                .map(
                        each ->
                                new AcceptedSignature(
                                        subject.part(),
                                        subject.digest(),
                                        each.attachment(),
                                        each.signedAt(),
                                        each.reference()))
                .forEach(accepted::add);
        Optional<Candidate> furthest =
                candidates.stream().min((a, b) -> a.result().compareTo(b.result()));
        findings.add(
                furthest.map(candidate -> finding(subject, candidates, candidate))
                        .orElseGet(
                                () ->
                                        finding(
                                                subject,
                                                candidates,
                                                new StepOutcome.Fail(Verdict.NEVER_SIGNED),
                                                "Nobody signed the "
                                                        + subject.part().label()
                                                        + ".")));
    }

    private Finding finding(
            Verifier.Subject subject, List<Candidate> candidates, Candidate furthest) {
        String what = "the " + subject.part().label();
        return switch (furthest.result()) {
            case ACCEPTED ->
                    finding(
                            subject,
                            candidates,
                            new StepOutcome.Pass(),
                            "The "
                                    + signer.knownBy()
                                    + " signed "
                                    + what
                                    + furthest.signedAt().map(time -> " at " + time).orElse("")
                                    + ".");
            case STALE ->
                    failed(
                            subject,
                            candidates,
                            Verdict.STALE,
                            "The " + subject.part().label() + " is " + furthest.reason() + ".");
            case OTHER_SUBJECT ->
                    failed(
                            subject,
                            candidates,
                            Verdict.TAMPERED,
                            "The signature found at " + what + " is " + furthest.reason() + ".");
            case UNREADABLE_CLAIMS ->
                    failed(
                            subject,
                            candidates,
                            Verdict.MALFORMED,
                            "The " + subject.part().label() + " is " + furthest.reason() + ".");
            case OTHER_KEY ->
                    failed(
                            subject,
                            candidates,
                            Verdict.WRONG_KEY,
                            "There is a signature of "
                                    + what
                                    + ", but none by this "
                                    + signer.knownBy()
                                    + ".");
            case CONTRADICTED ->
                    failed(
                            subject,
                            candidates,
                            Verdict.TAMPERED,
                            "The signature of "
                                    + what
                                    + " was changed: "
                                    + furthest.reason()
                                    + ".");
            case MISSING ->
                    failed(
                            subject,
                            candidates,
                            Verdict.INCOMPLETE,
                            "The signature of "
                                    + what
                                    + " is incomplete: "
                                    + furthest.reason()
                                    + ".");
            case NOT_A_SIGNATURE ->
                    failed(
                            subject,
                            candidates,
                            Verdict.MALFORMED,
                            "What is attached to "
                                    + what
                                    + " as its signature cannot be read: "
                                    + furthest.reason()
                                    + ".");
        };
    }

    private Finding failed(
            Verifier.Subject subject, List<Candidate> candidates, Verdict verdict, String message) {
        return finding(subject, candidates, new StepOutcome.Fail(verdict), message);
    }

    private Finding finding(
            Verifier.Subject subject,
            List<Candidate> candidates,
            StepOutcome outcome,
            String message) {
        return new Finding(
                VerificationStep.SIGNATURES,
                subject.part().label(),
                outcome,
                Optional.of("a signature by " + question.anchor().wholeDescription()),
                Optional.of(
                        candidates.isEmpty()
                                ? "no signature"
                                : candidates.stream().filter(Candidate::isAccepted).count()
                                        + " of "
                                        + candidates.size()
                                        + " accepted"),
                message,
                candidates.stream().map(Candidate::sentence).toList());
    }
}
