package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.VisibleText;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The events of a run as lines for support, in the words of the events (spec 4) and times in UTC.
 * Of a blob only its beginning and its end are told; past a limit lines are counted, not kept.
 */
final class EventJournal {

    private static final int MOST = 10_000;

    private final List<String> lines = new ArrayList<>();
    private final Set<String> begun = new HashSet<>();
    private int left;

    void add(SeedEvent event) {
        words(event)
                .ifPresent(
                        words -> {
                            if (lines.size() < MOST) {
                                lines.add(line(event.time(), words));
                            } else {
                                left++;
                            }
                        });
    }

    List<String> lines() {
        List<String> told = new ArrayList<>(lines);
        if (left > 0) {
            told.add("and " + left + " more");
        }
        return told;
    }

    static String line(Instant time, String words) {
        return time.truncatedTo(ChronoUnit.MILLIS)
                + "  "
                + VisibleText.of(words).replace('\n', ' ');
    }

    private Optional<String> words(SeedEvent event) {
        return switch (event) {
            case SeedEvent.RunStarted(_, var request) ->
                    Optional.of("run-started " + request.from() + " to " + request.to());
            case SeedEvent.Planned planned ->
                    Optional.of(
                            "planned "
                                    + planned.artifacts().size()
                                    + " artifacts, "
                                    + planned.totalBytes()
                                    + " bytes");
            case SeedEvent.StepStarted(_, var step) ->
                    Optional.of("step-started " + step.number() + " " + step.label());
            case SeedEvent.StepFinished(_, var step) ->
                    Optional.of("step-finished " + step.number() + " " + step.label());
            case SeedEvent.ArtifactStarted(_, var artifact) ->
                    Optional.of(
                            "artifact-started "
                                    + artifact.name()
                                    + " "
                                    + artifact.digest()
                                    + ", "
                                    + artifact.bytes()
                                    + " bytes");
            case SeedEvent.Bytes bytes -> blob(bytes);
            case SeedEvent.ArtifactFinished(_, var artifact, var status) ->
                    Optional.of("artifact-finished " + artifact.name() + ", " + status.label());
            case SeedEvent.Retry retry ->
                    Optional.of(
                            "retry "
                                    + retry.attempt()
                                    + " of "
                                    + retry.artifact().name()
                                    + " in "
                                    + retry.pause().toMillis()
                                    + " ms: "
                                    + retry.reason());
            case SeedEvent.RequestRetry retry ->
                    Optional.of(
                            "retry "
                                    + retry.attempt()
                                    + " of "
                                    + retry.request()
                                    + " in "
                                    + retry.pause().toMillis()
                                    + " ms: "
                                    + retry.reason());
            case SeedEvent.Waiting(_, var registry, var since, var until) ->
                    Optional.of("waiting for " + registry + " since " + since + " until " + until);
            case SeedEvent.Answering(_, var registry) -> Optional.of("answering " + registry);
            case SeedEvent.Found(_, var finding) ->
                    Optional.of(
                            "finding "
                                    + finding.step().label()
                                    + " "
                                    + finding.subject()
                                    + ": "
                                    + outcome(finding.outcome())
                                    + ". "
                                    + finding.message());
            case SeedEvent.Warned(_, var warning) ->
                    Optional.of("warning " + warning.kind().label() + ": " + warning.message());
            case SeedEvent.Promoted(_, var promotion) ->
                    Optional.of("promoted :" + promotion.tag() + " to " + promotion.digest());
            case SeedEvent.CatalogStarted _,
                    SeedEvent.OfBundle _,
                    SeedEvent.BundleStarted _,
                    SeedEvent.BundleFinished _,
                    SeedEvent.CatalogFinished _ ->
                    Optional.empty();
            case SeedEvent.RunFinished finished ->
                    Optional.of(
                            "run-finished, exit code "
                                    + finished.exitCode().code()
                                    + " ("
                                    + finished.exitCode().kind()
                                    + ")"
                                    + obstacles(finished.obstacles()));
        };
    }

    private Optional<String> blob(SeedEvent.Bytes bytes) {
        boolean whole = bytes.done() == bytes.total();
        if (!begun.add(bytes.blob() + (whole ? " whole" : ""))) {
            return Optional.empty();
        }
        return Optional.of(
                "bytes "
                        + bytes.blob()
                        + " of "
                        + bytes.artifact().name()
                        + ", "
                        + bytes.done()
                        + " of "
                        + bytes.total());
    }

    private static String outcome(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Pass() -> "pass";
            case StepOutcome.Fail(var verdict) -> "fail, " + verdict.label();
            case StepOutcome.Skipped() -> "skipped";
        };
    }

    private static String obstacles(List<Obstacle> obstacles) {
        StringBuilder words = new StringBuilder();
        for (Obstacle obstacle : obstacles) {
            words.append("; ").append(obstacle.attempt()).append(": ").append(obstacle.seen());
            obstacle.toolLine().ifPresent(line -> words.append(" (").append(line).append(')'));
        }
        return words.toString();
    }
}
