package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.progress.ProgressSnapshot;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says how a run stands. */
record RunWords(Texts texts, Quantities quantities) {

    private static final Duration STALL_LIMIT = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(10);

    /** A run seen at one moment. */
    record Moment(
            SeedOrder order,
            TagBefore tagBefore,
            ProgressSnapshot snapshot,
            RunPage.State state,
            double overall,
            Optional<SeedEvent> notable,
            Instant startedAt,
            Instant now) {}

    RunNumbers of(Moment moment) {
        Reference.Tagged to = moment.order().request().to();
        ProgressSnapshot snapshot = moment.snapshot();
        String percent = percent(moment.overall());
        Duration running = Duration.between(moment.startedAt(), moment.now());
        return new RunNumbers(
                moment.now(),
                title(moment, to.repository().registry()),
                to.repository().path() + ":" + to.name(),
                texts.of("run.clock", quantities.elapsed(running)),
                percent,
                amount(snapshot),
                left(snapshot),
                quiet(moment).or(() -> moment.notable().map(this::event)),
                note(moment),
                status(snapshot, percent));
    }

    RunNumbers ended(RunEnd end, double overall, Optional<SeedEvent> notable) {
        Reference.Tagged to = end.order().request().to();
        String took = quantities.elapsed(end.took());
        boolean seeded = hasSeeded(end);
        String status =
                seeded
                        ? texts.of("run.status.done", took)
                        : texts.of(
                                "run.status.stopped",
                                texts.of("step." + end.step().orElse(SeedStep.PREFLIGHT).label()));
        return new RunNumbers(
                end.endedAt(),
                status,
                to.toString(),
                texts.of("run.clock.ended", took),
                percent(overall),
                amount(end.last()),
                "",
                notable.map(this::event),
                texts.of(seeded ? "run.note.done" : "run.note.stopped"),
                status);
    }

    static boolean hasSeeded(RunEnd end) {
        return end.ending() instanceof Job.Ending.Done<SeedReport>(SeedReport report)
                && report.outcome() instanceof SeedOutcome.Seeded;
    }

    private String title(Moment moment, String registry) {
        if (moment.state() == RunPage.State.CANCELLING) {
            return texts.of("run.title.cancelling");
        }
        SeedStep step = moment.snapshot().step().orElse(SeedStep.PREFLIGHT);
        return texts.of("run.title." + step.label(), registry);
    }

    private static String percent(double overall) {
        return (int) (overall * 100) + " %";
    }

    private String amount(ProgressSnapshot snapshot) {
        if (snapshot.total() == 0) {
            return texts.of("run.planning");
        }
        String amount = quantities.sizeOf(snapshot.done(), snapshot.total());
        return snapshot.rate().isPresent() && snapshot.done() < snapshot.total()
                ? amount + "  ·  " + quantities.rate(snapshot.rate().getAsLong())
                : amount;
    }

    private String left(ProgressSnapshot snapshot) {
        if (snapshot.total() > 0 && snapshot.done() == snapshot.total()) {
            return texts.of("run.left.soon");
        }
        return snapshot.left()
                .map(time -> texts.of("run.left", quantities.left(time)))
                .orElseGet(() -> texts.of("run.left.measuring"));
    }

    private String status(ProgressSnapshot snapshot, String percent) {
        return snapshot.done() < snapshot.total()
                ? snapshot.left()
                        .map(time -> texts.of("run.status.left", percent, quantities.coarse(time)))
                        .orElse(percent)
                : percent;
    }

    private Optional<String> quiet(Moment moment) {
        boolean copies =
                moment.snapshot().rows().stream()
                        .anyMatch(row -> row.state() instanceof ProgressSnapshot.State.Copying);
        return moment.snapshot()
                .lastMovement()
                .filter(_ -> copies)
                .map(last -> Duration.between(last, moment.now()))
                .filter(quiet -> quiet.compareTo(QUIET) >= 0)
                .map(quiet -> texts.of("run.quiet", quiet.toSeconds(), STALL_LIMIT.toSeconds()));
    }

    private String event(SeedEvent event) {
        String time = quantities.timeOfDay(event.time());
        return switch (event) {
            case SeedEvent.Retry retry ->
                    texts.of(
                            "run.event.retry",
                            time,
                            Names.capitalised(retry.artifact().name()),
                            retry.reason(),
                            retry.attempt());
            case SeedEvent.RequestRetry retry ->
                    texts.of(
                            "run.event.retry",
                            time,
                            Names.capitalised(retry.request().toString()),
                            retry.reason(),
                            retry.attempt());
            case SeedEvent.Warned warned -> time + "  " + warned.warning().message();
            default -> "";
        };
    }

    private String note(Moment moment) {
        return moment.snapshot().step().equals(Optional.of(SeedStep.PUBLISH))
                ? texts.of("run.note.publish")
                : texts.of("run.note." + moment.tagBefore().key());
    }
}
