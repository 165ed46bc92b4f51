package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a review found out, gathered into the report of a seed that went no further. */
final class ReviewFindings {

    private final SeedRequest request;
    private final Optional<TrustedKey> shownKey;
    private final List<Obstacle> obstacles = new ArrayList<>();
    private Optional<ToolVersion> tool = Optional.empty();
    private Optional<ReviewFact.SourceImageFound> source = Optional.empty();
    private Optional<ReviewFact.Rehearsed> rehearsed = Optional.empty();
    private TagBefore tagBefore = TagBefore.UNKNOWN;

    /**
     * @param shownKey the key whose fingerprint the technician has seen
     */
    ReviewFindings(SeedRequest request, Optional<TrustedKey> shownKey) {
        this.request = request;
        this.shownKey = shownKey;
    }

    void learn(ReviewFact fact) {
        switch (fact) {
            case ReviewFact.ToolFound(var found) -> tool = Optional.of(found);
            case ReviewFact.SourceImageFound found -> source = Optional.of(found);
            case ReviewFact.DestinationTagRead(var held) ->
                    tagBefore = held.isPresent() ? TagBefore.HELD : TagBefore.NEW;
            case ReviewFact.Blocked(_, var obstacle) -> obstacles.add(obstacle);
            case ReviewFact.Rehearsed told -> learn(told);
            case ReviewFact.RegistryAnswered _,
                    ReviewFact.SidecarsFound _,
                    ReviewFact.FolderWritable _ -> {}
        }
    }

    private void learn(ReviewFact.Rehearsed told) {
        rehearsed = Optional.of(told);
        told.report().destination().ifPresent(to -> tagBefore = TagBefore.of(to));
        if (told.report().outcome() instanceof SeedOutcome.Rehearsed) {
            otherKey(told.report(), shownKey).ifPresent(obstacles::add);
        }
    }

    /** The run as it would go; empty until it was rehearsed. */
    Optional<ReviewFact.Rehearsed> rehearsed() {
        return rehearsed;
    }

    TagBefore tagBefore() {
        return tagBefore;
    }

    List<Obstacle> obstacles() {
        return List.copyOf(obstacles);
    }

    /** The verdict or the obstacles that keep the seed from starting; empty when there is none. */
    Optional<SeedReport> refusal(Instant startedAt, Instant endedAt) {
        Optional<SeedReport> failed =
                rehearsed
                        .map(ReviewFact.Rehearsed::report)
                        .filter(
                                report ->
                                        report.outcome() instanceof SeedOutcome.Refused
                                                || report.outcome() instanceof SeedOutcome.Stopped);
        return failed.isPresent() || obstacles.isEmpty()
                ? failed
                : Optional.of(
                        known(
                                startedAt,
                                endedAt,
                                new SeedOutcome.Stopped(SeedStep.PREFLIGHT, obstacles)));
    }

    /** As far as this look came, for a report on what ended it. */
    private SeedReport known(Instant startedAt, Instant endedAt, SeedOutcome outcome) {
        Optional<SeedReport> whole = rehearsed.map(ReviewFact.Rehearsed::report);
        return new SeedReport(
                request,
                tool,
                startedAt,
                endedAt,
                source.map(this::sourceOf),
                whole.flatMap(SeedReport::destination),
                whole.map(SeedReport::platforms).orElse(List.of()),
                whole.map(SeedReport::sidecars).orElse(List.of()),
                whole.map(SeedReport::attachments).orElse(List.of()),
                whole.map(SeedReport::leftBehind).orElse(List.of()),
                List.of(),
                List.of(),
                whole.map(SeedReport::warnings).orElse(List.of()),
                whole.map(SeedReport::plainHttpRegistries).orElseGet(TreeSet::new),
                whole.flatMap(SeedReport::trustAnchor).or(() -> shownKey),
                whole.flatMap(SeedReport::verification),
                outcome);
    }

    private SeedReport.Source sourceOf(ReviewFact.SourceImageFound found) {
        Repository from = request.from().repository();
        return new SeedReport.Source(
                request.from().toString(),
                found.digest(),
                found.platforms().isEmpty() ? MediaTypes.OCI_MANIFEST : MediaTypes.OCI_INDEX,
                from.at(found.digest()));
    }

    /** A key file that was exchanged after its fingerprint had been compared. */
    private static Optional<Obstacle> otherKey(SeedReport report, Optional<TrustedKey> shownKey) {
        Optional<TrustedKey> used = TrustedKeys.of(report);
        if (used.map(TrustedKey::fingerprint).equals(shownKey.map(TrustedKey::fingerprint))
                || used.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Obstacle.TrustUnusable(
                        Attempt.locally("reading the public key again"),
                        "expected "
                                + shownKey.map(key -> key.fingerprint().toString()).orElse("no key")
                                + " as on page 2, found "
                                + used.get().fingerprint()
                                + ": the key file has changed since"));
    }
}
