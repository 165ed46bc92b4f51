package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.LeftBehind;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.Verifier;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the evidence before the verifier, once before the copy and once after it, and refuses what
 * does not pass.
 */
final class Judge {

    private final SeedPorts ports;
    private final Clock clock;
    private final SeedRequest request;
    private final EventLog events;
    private Optional<TrustAnchor> anchor = Optional.empty();

    Judge(SeedPorts ports, Clock clock, SeedRequest request, EventLog events) {
        this.ports = ports;
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
    void judgeEarly(SeedPlan plan, ReportDraft report)
            throws Obstacle, Refusal, InterruptedException {
        Repository from = request.from().repository();
        Stream<Attachment> incoming = plan.carried().stream().map(SeedPlan.Carried::attachment);
        Stream<Attachment> present =
                plan.carried().stream()
                        .flatMap(each -> each.present().stream())
                        .filter(each -> !holds(plan, each));
        List<Attachment> evidence =
                Stream.concat(Stream.concat(incoming, present), plan.settled().stream()).toList();
        Optional<VerificationReport> verification = Optional.empty();
        try {
            verification = judge(plan, from, evidence, report);
        } catch (Refusal refusal) {
            refuseForWhatStayed(plan, refusal);
        }
        if (verification.isPresent()) {
            new Remarks(ports, clock, request)
                    .on(plan, anchor.orElseThrow(), verification.get())
                    .forEach(events::warn);
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
     * By what the destination serves now, every byte read again; nothing comes of it where
     * verification is skipped.
     */
    Optional<VerificationReport> judgeDestination(SeedPlan plan, ReportDraft report)
            throws Obstacle, Refusal, InterruptedException {
        Repository to = request.to().repository();
        List<List<Attachment>> carried =
                Parallel.map(
                        plan.carried(),
                        each ->
                                each.isListedByApi()
                                        ? readList(each)
                                        : List.of(
                                                readBack(
                                                        each.attachment(),
                                                        each.result().digest())));
        return judge(
                plan,
                to,
                Stream.concat(carried.stream().flatMap(List::stream), settled(plan).stream())
                        .toList(),
                report);
    }

    /** What the destination alone had in the plan, as it is now. */
    private List<Attachment> settled(SeedPlan plan) throws Obstacle, InterruptedException {
        Repository to = request.to().repository();
        Set<Digest> subjects =
                plan.settled().stream().map(Attachment::subject).collect(Collectors.toSet());
        return Parallel.map(subjects, subject -> ports.reader().attachments(to, subject)).stream()
                .flatMap(List::stream)
                .filter(
                        now ->
                                plan.settled().stream()
                                        .anyMatch(
                                                each ->
                                                        each.subject().equals(now.subject())
                                                                && each.kind() == now.kind()))
                .toList();
    }

    private Attachment readBack(Attachment attachment, Digest digest)
            throws Obstacle, InterruptedException {
        Repository to = request.to().repository();
        try {
            Manifest manifest = ports.reader().manifest(to, digest);
            return Attachment.tagged(to, attachment.subject(), attachment.kind(), manifest);
        } catch (Obstacle.NotFound _) {
            throw new Obstacle.Incomplete(
                    Obstacle.Incomplete.Side.DESTINATION,
                    Attempt.at(
                            "reading back the " + attachment.kind().label(),
                            to.at(digest),
                            to.registry()),
                    "the destination does not have it after the copy");
        }
    }

    /**
     * The registry's own list of referrers, which must have every one that was brought; nothing
     * where it lists none and none was.
     */
    private List<Attachment> readList(SeedPlan.Carried carried)
            throws Obstacle, InterruptedException {
        Repository to = request.to().repository();
        Digest subject = carried.attachment().subject();
        List<Attachment> lists =
                ports.reader().attachments(to, subject).stream()
                        .filter(each -> each.kind() == AttachmentKind.REFERRERS)
                        .toList();
        Set<Digest> listed =
                lists.stream()
                        .flatMap(each -> SeedPlan.listed(each.manifest()).stream())
                        .collect(Collectors.toSet());
        List<String> missing =
                SeedPlan.listed(carried.attachment().manifest()).stream()
                        .filter(digest -> !listed.contains(digest))
                        .map(Digest::toString)
                        .toList();
        if (!missing.isEmpty()) {
            throw new Obstacle.Incomplete(
                    Obstacle.Incomplete.Side.DESTINATION,
                    Attempt.at("reading the list of referrers of", to.at(subject), to.registry()),
                    "the registry does not list " + String.join(", ", missing) + " after the copy");
        }
        return lists;
    }

    /** The accepted verification; nothing where verification is skipped. */
    private Optional<VerificationReport> judge(
            SeedPlan plan, Repository repository, List<Attachment> attachments, ReportDraft report)
            throws Obstacle, Refusal, InterruptedException {
        if (!(request.trust() instanceof TrustPolicy.Checked checked)) {
            return Optional.empty();
        }
        List<Verifier.Subject> subjects =
                plan.parts().stream()
                        .map(
                                part ->
                                        new Verifier.Subject(
                                                part.part(),
                                                repository,
                                                part.digest(),
                                                attachments.stream()
                                                        .filter(
                                                                each ->
                                                                        each.subject()
                                                                                .equals(
                                                                                        part
                                                                                                .digest()))
                                                        .toList()))
                        .toList();
        VerificationReport verification =
                ports.verifier()
                        .verify(
                                new Verifier.Question(
                                        subjects,
                                        request.sidecars(),
                                        anchor.orElseThrow(),
                                        checked.freshness(),
                                        clock.instant()),
                                ports.reader());
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
