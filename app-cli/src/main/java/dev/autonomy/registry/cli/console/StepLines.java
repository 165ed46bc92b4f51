package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.console.Console.Mark;
import dev.autonomy.registry.cli.text.LinkText;
import dev.autonomy.registry.cli.text.Quantities;
import dev.autonomy.registry.cli.text.RetryText;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Promotion;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Folds events into one line for each step that ended, the same on a terminal and in a log. */
final class StepLines {

    private final List<Finding> findings = new ArrayList<>();
    private final List<Promotion> promotions = new ArrayList<>();
    private final Map<String, Instant> begun = new HashMap<>();
    private final List<SeedEvent.ArtifactFinished> finished = new ArrayList<>();
    private final Set<List<Object>> waits = new HashSet<>();
    private final ZoneId zone = ZoneId.systemDefault();
    private Optional<SeedRequest> request = Optional.empty();
    private List<SeedEvent.Artifact> planned = List.of();
    private SeedStep step = SeedStep.PREFLIGHT;

    /** A line with its mark. */
    record Line(Mark mark, String text) {}

    /** The line that the event completes, if it completes one. */
    Optional<Line> after(SeedEvent event) {
        return switch (event) {
            case SeedEvent.RunStarted(_, var asked) -> {
                request = Optional.of(asked);
                yield Optional.empty();
            }
            case SeedEvent.Planned plan -> {
                planned = plan.artifacts();
                yield Optional.of(source(plan));
            }
            case SeedEvent.StepStarted(_, var next) -> {
                step = next;
                findings.clear();
                yield Optional.empty();
            }
            case SeedEvent.ArtifactStarted(var time, var artifact) -> {
                begun.put(artifact.name(), time);
                yield Optional.empty();
            }
            case SeedEvent.ArtifactFinished done -> {
                finished.add(done);
                yield Optional.empty();
            }
            case SeedEvent.Found(_, var finding) -> {
                findings.add(finding);
                yield Optional.empty();
            }
            case SeedEvent.Promoted(_, var promotion) -> {
                promotions.add(promotion);
                yield Optional.empty();
            }
            case SeedEvent.Warned(_, var warning) ->
                    Optional.of(new Line(Mark.WARNING, warning.message()));
            case SeedEvent.StepFinished(_, var done) ->
                    Optional.of(new Line(Mark.GOOD, label(done) + summary(done)));
            case SeedEvent.RunFinished end -> ending(end);
            case SeedEvent.Retry retry -> Optional.of(new Line(Mark.WARNING, RetryText.of(retry)));
            case SeedEvent.RequestRetry(_, var request, var tries, var reason, var pause) ->
                    Optional.of(
                            new Line(Mark.WARNING, RetryText.of(request, tries, reason, pause)));
            case SeedEvent.Waiting wait -> lost(wait);
            case SeedEvent.Answering answer ->
                    Optional.of(new Line(Mark.PLAIN, LinkText.found(answer)));
            case SeedEvent.Bytes _,
                    SeedEvent.CatalogStarted _,
                    SeedEvent.OfBundle _,
                    SeedEvent.BundleStarted _,
                    SeedEvent.BundleFinished _,
                    SeedEvent.CatalogFinished _ ->
                    Optional.empty();
        };
    }

    /** Said once: the event comes again with each question that stays without an answer. */
    private Optional<Line> lost(SeedEvent.Waiting wait) {
        boolean isNew = waits.add(List.of(wait.registry(), wait.since()));
        return isNew
                ? Optional.of(new Line(Mark.WARNING, LinkText.lost(wait, zone)))
                : Optional.empty();
    }

    static String label(SeedStep step) {
        return "%d %-10s ".formatted(step.number(), step.label());
    }

    private static Line source(SeedEvent.Planned plan) {
        String digest = plan.artifacts().getFirst().digest().abbreviated();
        return new Line(
                Mark.PLAIN,
                "%-12s %s  %s, %s"
                        .formatted(
                                "source",
                                digest,
                                ArtifactCount.of(plan.artifacts()),
                                Quantities.size(plan.totalBytes())));
    }

    private Optional<Line> ending(SeedEvent.RunFinished end) {
        return switch (end.exitCode()) {
            case SEEDED -> Optional.empty();
            case CANCELLED -> Optional.of(new Line(Mark.BAD, label(step) + "cancelled"));
            default -> Optional.of(new Line(Mark.BAD, label(step) + reason(end)));
        };
    }

    private String reason(SeedEvent.RunFinished end) {
        if (!end.obstacles().isEmpty()) {
            return end.obstacles().getFirst().attempt() + " failed";
        }
        return findings.stream()
                .filter(finding -> decides(finding, end.exitCode()))
                .findFirst()
                .map(finding -> finding.step().label() + ": " + finding.message())
                .orElse("failed");
    }

    private static boolean decides(Finding finding, ExitCode code) {
        return finding.outcome() instanceof StepOutcome.Fail(Verdict verdict)
                && ExitCode.of(verdict) == code;
    }

    private String summary(SeedStep done) {
        return switch (done) {
            case PREFLIGHT -> preflight();
            case REPLICATE -> bundle() + transfers(image());
            case SIDECARS -> transfers(besideTheImage());
            case DIGESTS ->
                    planned.size()
                            + " of "
                            + planned.size()
                            + " artifacts at "
                            + registry()
                            + " match the source";
            case VERIFY -> findings.isEmpty() ? "nothing was checked (--skip-verify)" : checks();
            case PUBLISH -> published();
        };
    }

    private String preflight() {
        boolean isJudged =
                request.map(SeedRequest::trust).orElseThrow() instanceof TrustPolicy.Checked;
        return isJudged ? "the evidence passes: " + checks() : "nothing was judged (--skip-verify)";
    }

    private String checks() {
        Map<VerificationStep, Mark> marks = new EnumMap<>(VerificationStep.class);
        for (Finding finding : findings) {
            switch (finding.outcome()) {
                case StepOutcome.Pass() -> marks.merge(finding.step(), Mark.GOOD, StepLines::worse);
                case StepOutcome.Fail _ -> marks.put(finding.step(), Mark.BAD);
                case StepOutcome.Skipped() -> marks.putIfAbsent(finding.step(), Mark.PLAIN);
            }
        }
        return marks.entrySet().stream()
                .map(entry -> entry.getKey().label() + " " + word(entry.getValue()))
                .collect(Collectors.joining("  "));
    }

    private static Mark worse(Mark one, Mark other) {
        return one == Mark.BAD ? one : other;
    }

    private static String word(Mark mark) {
        return switch (mark) {
            case GOOD -> "✓";
            case BAD -> "✗";
            case WARNING, PLAIN -> "not asked for";
        };
    }

    private String bundle() {
        return request.orElseThrow().to().repository().name()
                + ":"
                + request.orElseThrow().to().name()
                + "   ";
    }

    private List<SeedEvent.ArtifactFinished> image() {
        return finished.stream().filter(this::isImage).toList();
    }

    /** Some of it may have arrived before the image. */
    private List<SeedEvent.ArtifactFinished> besideTheImage() {
        return finished.stream().filter(each -> !isImage(each)).toList();
    }

    private boolean isImage(SeedEvent.ArtifactFinished each) {
        return each.artifact().equals(planned.getFirst());
    }

    private String transfers(List<SeedEvent.ArtifactFinished> done) {
        if (done.isEmpty()) {
            return "nothing to bring";
        }
        long copied =
                done.stream()
                        .filter(each -> each.status() == Transfer.Status.COPIED)
                        .mapToLong(each -> each.artifact().bytes())
                        .sum();
        String outcome =
                copied == 0
                        ? "already there"
                        : Quantities.size(copied) + " in " + Quantities.time(duration(done));
        return ArtifactCount.of(done.stream().map(SeedEvent.ArtifactFinished::artifact).toList())
                + "   "
                + outcome;
    }

    private Duration duration(List<SeedEvent.ArtifactFinished> done) {
        Instant first =
                done.stream()
                        .map(each -> begun.getOrDefault(each.artifact().name(), each.time()))
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        Instant last =
                done.stream()
                        .map(SeedEvent.ArtifactFinished::time)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        return Duration.between(first, last);
    }

    private String published() {
        String tag = request.orElseThrow().to().toString();
        return promotions.stream()
                .filter(each -> each.tag().equals(request.orElseThrow().to().name()))
                .findFirst()
                .map(
                        each ->
                                tag
                                        + " → "
                                        + each.digest().abbreviated()
                                        + each.previous()
                                                .map(was -> "   (was " + was.abbreviated() + ")")
                                                .orElse("   (new)"))
                .orElse(tag + " was there already");
    }

    private String registry() {
        return request.orElseThrow().to().repository().registry();
    }
}
