package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.desktop.wizard.ReportContent.Banner;
import dev.autonomy.registry.desktop.wizard.ReportContent.Detail;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The card of a seed that did not come to its end: what happened where, in the registry's own
 * words, and what to do next.
 */
record FailureWriter(Texts texts, Quantities quantities, RunEnd end, Particulars particulars) {

    ReportContent refused(SeedReport report, SeedOutcome.Refused refused) {
        VerdictWords words = VerdictWords.of(texts, refused.verdict(), report.verification());
        List<Detail> details = new ArrayList<>();
        details.add(plain("detail.happened", words.happened()));
        details.add(artifactOf(words.finding(), report));
        details.add(registryOf(refused.step(), report));
        details.add(step(refused.step()));
        words.finding().ifPresent(finding -> addComparison(details, finding));
        details.add(
                particulars.kind("detail.verdict", refused.verdict().label(), refused.exitCode()));
        details.addAll(particulars.all());
        return new ReportContent(
                banner(
                        Tone.PROBLEM,
                        texts.of("failure.not-published", words.problem()),
                        unchanged(report),
                        Notes.of(report)),
                words.next(again()),
                Optional.empty(),
                details,
                new ChecksWriter(texts).of(report.verification()),
                List.of(),
                retry(),
                ReviewLine.Remedy.NONE,
                words.status());
    }

    ReportContent stopped(SeedReport report, SeedOutcome.Stopped stopped) {
        Obstacle first = stopped.obstacles().getFirst();
        Tone tone = Obstacles.tone(first);
        String key = Obstacles.key(first);
        String registry = Obstacles.registry(first, texts);
        List<Detail> details = new ArrayList<>();
        stopped.obstacles().forEach(each -> addObstacle(details, each));
        details.add(step(stopped.step()));
        if (end.last().total() > 0 && stopped.step().compareTo(SeedStep.SIDECARS) <= 0) {
            details.add(kept());
        }
        details.add(particulars.kind(stopped.exitCode()));
        details.addAll(particulars.all());
        String problem = texts.of(key + ".problem", registry);
        return new ReportContent(
                banner(
                        tone,
                        texts.of(
                                tone == Tone.PROBLEM ? "failure.not-published" : "failure.stopped",
                                problem),
                        stopped.step() == SeedStep.PUBLISH
                                ? texts.of(
                                        isVerifying()
                                                ? "failure.while-publishing"
                                                : "failure.while-publishing.unverified")
                                : unchanged(report),
                        Notes.of(report)),
                texts.steps(key + ".next", registry, again()),
                Obstacles.command(first),
                details,
                List.of(),
                List.of(),
                retry(),
                Obstacles.remedy(first),
                texts.of(key + ".status"));
    }

    ReportContent cancelled() {
        List<Detail> details = new ArrayList<>();
        end.step().ifPresent(at -> details.add(step(at)));
        if (end.last().total() > 0) {
            details.add(kept());
        }
        details.add(particulars.kind(ExitCode.CANCELLED));
        details.addAll(particulars.all());
        return new ReportContent(
                banner(
                        Tone.WARNING,
                        texts.of("failure.cancelled"),
                        end.step().equals(Optional.of(SeedStep.PUBLISH))
                                ? texts.of("failure.cancelled.while-publishing")
                                : meaning(end.tagBefore()),
                        List.of()),
                texts.steps("failure.cancelled.next"),
                Optional.empty(),
                details,
                List.of(),
                List.of(),
                retry(),
                ReviewLine.Remedy.NONE,
                texts.of("failure.cancelled.status"));
    }

    ReportContent failed(Throwable bug) {
        List<Detail> details = new ArrayList<>();
        details.add(plain("detail.happened", bug.toString()));
        end.step().ifPresent(at -> details.add(step(at)));
        details.add(particulars.kind(ExitCode.INTERNAL_ERROR));
        details.addAll(particulars.all());
        return new ReportContent(
                banner(
                        Tone.WARNING,
                        texts.of("failure.bug"),
                        texts.of(
                                end.stage() == RunEnd.Stage.REVIEW
                                        ? "failure.bug.meaning.review"
                                        : isVerifying()
                                                ? "failure.bug.meaning"
                                                : "failure.bug.meaning.unverified"),
                        List.of()),
                texts.steps("failure.bug.next", "", again()),
                Optional.empty(),
                details,
                List.of(),
                List.of(),
                retry(),
                ReviewLine.Remedy.NONE,
                texts.of("failure.bug.status"));
    }

    /** The button that the next steps name. */
    private String again() {
        return texts.of(end.stage() == RunEnd.Stage.REVIEW ? "review.again" : "report.again");
    }

    private ReportContent.Retry retry() {
        return end.stage() == RunEnd.Stage.REVIEW
                ? ReportContent.Retry.CHECK
                : ReportContent.Retry.AGAIN;
    }

    private boolean isVerifying() {
        return !(end.order().request().trust() instanceof TrustPolicy.Skipped);
    }

    private Banner banner(Tone tone, String title, String meaning, List<String> notes) {
        return new Banner(tone, title, meaning, Optional.empty(), notes);
    }

    /** What the destination's tag holds; said only as far as the run came to know it. */
    private String unchanged(SeedReport report) {
        return meaning(report.destination().map(TagBefore::of).orElseGet(end::tagBefore));
    }

    private String meaning(TagBefore before) {
        return texts.of("failure.meaning." + before.key());
    }

    private void addObstacle(List<Detail> details, Obstacle obstacle) {
        String key = Obstacles.key(obstacle);
        details.add(
                plain(
                        "detail.happened",
                        texts.of(key + ".happened", Obstacles.registry(obstacle, texts))));
        details.add(
                obstacle.attempt()
                        .artifact()
                        .map(artifact -> code("detail.artifact", artifact))
                        .orElseGet(
                                () ->
                                        plain(
                                                "detail.doing",
                                                Names.capitalised(obstacle.attempt().doing()))));
        obstacle.attempt()
                .registry()
                .ifPresent(registry -> details.add(code("detail.registry", registry)));
        if (obstacle instanceof Obstacle.Contradiction contradiction) {
            details.add(code("detail.expected", contradiction.expected()));
            details.add(found(contradiction.found()));
        } else {
            details.add(
                    code(
                            obstacle.attempt().registry().isPresent()
                                    ? "detail.said"
                                    : "detail.seen",
                            obstacle.seen()));
        }
        obstacle.toolLine().ifPresent(line -> details.add(code("detail.tool-line", line)));
    }

    private Detail artifactOf(Optional<Finding> finding, SeedReport report) {
        return code(
                "detail.artifact",
                finding.map(each -> Names.capitalised(each.subject()) + " of ").orElse("")
                        + report.request().from());
    }

    /** The early judgement reads the source, the last one the destination. */
    private Detail registryOf(SeedStep step, SeedReport report) {
        return code(
                "detail.registry",
                (step == SeedStep.PREFLIGHT ? report.request().from() : report.request().to())
                        .repository()
                        .registry());
    }

    private void addComparison(List<Detail> details, Finding finding) {
        finding.expected().ifPresent(expected -> details.add(code("detail.expected", expected)));
        finding.found().ifPresent(found -> details.add(found(found)));
        finding.candidates().forEach(each -> details.add(plain("detail.candidate", each)));
    }

    private Detail found(String found) {
        return new Detail(texts.of("detail.found"), RichText.code(found), Tone.PROBLEM);
    }

    private Detail kept() {
        return plain(
                "detail.kept",
                texts.of("detail.kept.value", quantities.sizeOf(end.kept(), end.last().total())));
    }

    private Detail step(SeedStep step) {
        return plain(
                "detail.step",
                step == SeedStep.PREFLIGHT
                        ? texts.of("step." + step.label())
                        : texts.of(
                                "detail.step.value",
                                step.number(),
                                texts.of("step." + step.label())));
    }

    private Detail plain(String key, String value) {
        return particulars.plain(key, value);
    }

    private Detail code(String key, String value) {
        return particulars.code(key, value);
    }
}
