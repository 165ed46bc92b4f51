package dev.autonomy.registry.drift;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import java.util.Optional;

/** What judging a locked bundle came to, or what kept it from being judged. */
record Judgement(Optional<VerificationReport> verification, Optional<Obstacle> obstacle) {

    static Judgement none() {
        return new Judgement(Optional.empty(), Optional.empty());
    }

    static Judgement kept(Obstacle obstacle) {
        return new Judgement(Optional.empty(), Optional.of(obstacle));
    }

    /** Where the lock names a signature, "never signed" would be a lie: it is gone (spec 7.3). */
    static Judgement of(SeedLock lock, VerificationReport found) {
        return new Judgement(
                Optional.of(
                        new VerificationReport(
                                found.scope(),
                                found.findings().stream()
                                        .map(each -> isLost(lock, each) ? lost(each) : each)
                                        .toList(),
                                found.accepted(),
                                found.artifactReference())),
                Optional.empty());
    }

    private static boolean isLost(SeedLock lock, Finding finding) {
        return finding.outcome().equals(new StepOutcome.Fail(Verdict.NEVER_SIGNED))
                && lock.parts().entrySet().stream()
                        .filter(part -> part.getKey().label().equals(finding.subject()))
                        .anyMatch(part -> isSigned(lock, part.getValue()));
    }

    private static boolean isSigned(SeedLock lock, Digest subject) {
        return lock.attachments().stream()
                .filter(each -> each.subject().equals(subject))
                .anyMatch(
                        each ->
                                each.kind() == AttachmentKind.SIGNATURE
                                        || each.kind() == AttachmentKind.REFERRERS);
    }

    private static Finding lost(Finding finding) {
        return new Finding(
                finding.step(),
                finding.subject(),
                new StepOutcome.Fail(Verdict.INCOMPLETE),
                finding.expected(),
                finding.found(),
                "The evidence that the lock names is gone.",
                finding.candidates());
    }
}
