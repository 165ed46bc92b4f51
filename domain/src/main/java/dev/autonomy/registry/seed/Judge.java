package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.LeftBehind;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Verifier;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts the evidence before the verifier, once before the copy and once after it, and refuses what
 * does not pass.
 */
final class Judge {

    private final SeedPorts ports;
    private final ArtifactReader known;
    private final Clock clock;
    private final SeedRequest request;
    private final EventLog events;
    private Optional<TrustAnchor> anchor = Optional.empty();

    /**
     * @param known remembers what was read before the copy
     */
    Judge(
            SeedPorts ports,
            ArtifactReader known,
            Clock clock,
            SeedRequest request,
            EventLog events) {
        this.ports = ports;
        this.known = known;
        this.clock = clock;
        this.request = request;
        this.events = events;
    }

    /** What signatures will be checked with; nothing where verification is skipped. */
    Optional<TrustAnchor> loadTrust() throws Obstacle, InterruptedException {
        anchor =
                switch (request.trust()) {
                    case TrustPolicy.Checked checked -> Optional.of(ports.verifier().load(checked));
                    case TrustPolicy.Skipped _ -> Optional.empty();
                };
        return anchor;
    }

    /**
     * By the evidence the destination would hold after the copy: the source's and its own, read
     * where it is now.
     */
    void judgeEarly(SeedPlan plan, Remarks remarks, ReportDraft report)
            throws Obstacle, Refusal, InterruptedException {
        Stream<Attachment> incoming = plan.carried().stream().map(SeedPlan.Carried::attachment);
        Stream<Attachment> present =
                plan.carried().stream()
                        .flatMap(each -> each.present().stream())
                        .filter(each -> !holds(plan, each));
        Optional<VerificationReport> verification = Optional.empty();
        try {
            verification =
                    judge(
                            gathered(
                                    plan,
                                    request.from().repository(),
                                    known,
                                    Stream.of(incoming, present, plan.settled().stream())
                                            .flatMap(each -> each)
                                            .toList()),
                            report);
        } catch (Refusal refusal) {
            refuseForWhatStayed(plan, refusal);
        }
        if (verification.isPresent()) {
            remarks.on(plan, anchor.orElseThrow(), verification.get()).forEach(events::warn);
        }
    }

    /** Where nothing vouches for a part but what could not be carried, that is the reason. */
    private void refuseForWhatStayed(SeedPlan plan, Refusal refusal) throws Obstacle, Refusal {
        Optional<LeftBehind> missed =
                plan.leftBehind().stream()
                        .filter(LeftBehind::mayBeSignature)
                        .filter(each -> isUnsigned(plan, each.subject(), refusal))
                        .findFirst();
        if (missed.isEmpty()) {
            throw refusal;
        }
        Repository from = request.from().repository();
        Attempt attempt =
                Attempt.at(
                        "judging the signatures of",
                        from.at(missed.get().subject()),
                        from.registry());
        String seen =
                "the "
                        + missed.get().label()
                        + " cannot be brought ("
                        + missed.get().reason()
                        + "), and no other signature was found";
        throw switch (missed.get().cause()) {
            case GONE -> new Obstacle.Incomplete(Obstacle.Incomplete.Side.SOURCE, attempt, seen);
            case NOT_CARRIABLE -> new Obstacle.Unsupported(attempt, seen);
        };
    }

    private static boolean isUnsigned(SeedPlan plan, Digest subject, Refusal refusal) {
        return plan.parts().stream()
                .filter(part -> part.digest().equals(subject))
                .anyMatch(part -> refusal.isForWantOfASignature(part.part().label()));
    }

    private static boolean holds(SeedPlan plan, Attachment present) {
        return plan.carried().stream()
                .anyMatch(each -> each.attachment().digest().equals(present.digest()));
    }

    /**
     * What is judged: the parts where they are, and what vouches for them, in a reader's memory.
     */
    record Evidence(List<Verifier.Subject> subjects, ArtifactReader reader) {}

    /** What the destination serves now, every byte read again. */
    Evidence readDestination(SeedPlan plan) throws Obstacle, InterruptedException {
        Repository to = request.to().repository();
        ArtifactReader afresh = new RememberingReader(ports.reader(), new RunMemory());
        return gathered(plan, to, afresh, new DestinationEvidence(afresh, to).read(plan));
    }

    private Evidence gathered(
            SeedPlan plan,
            Repository repository,
            ArtifactReader reader,
            List<Attachment> attachments)
            throws Obstacle, InterruptedException {
        List<Verifier.Subject> subjects =
                plan.parts().stream().map(part -> subject(part, repository, attachments)).toList();
        switch (request.trust()) {
            case TrustPolicy.Checked _ -> new Gathering(reader).evidence(subjects);
            case TrustPolicy.Skipped _ -> {}
        }
        return new Evidence(subjects, reader);
    }

    private static Verifier.Subject subject(
            SeedPlan.Part part, Repository repository, List<Attachment> attachments) {
        return new Verifier.Subject(
                part.part(),
                repository,
                part.digest(),
                attachments.stream().filter(each -> each.subject().equals(part.digest())).toList());
    }

    /** The accepted verification; nothing where verification is skipped. */
    Optional<VerificationReport> judge(Evidence evidence, ReportDraft report)
            throws Obstacle, Refusal, InterruptedException {
        if (!(request.trust() instanceof TrustPolicy.Checked checked)) {
            return Optional.empty();
        }
        VerificationReport verification =
                ports.verifier()
                        .verify(
                                new Verifier.Question(
                                        evidence.subjects(),
                                        request.sidecars(),
                                        anchor.orElseThrow(),
                                        checked.freshness(),
                                        clock.instant()),
                                evidence.reader());
        report.verification(verification);
        verification
                .findings()
                .forEach(finding -> events.tell(time -> new SeedEvent.Found(time, finding)));
        if (!verification.verdict().isAcceptable()) {
            throw new Refusal(verification);
        }
        return Optional.of(verification);
    }
}
