package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.TrustPolicy;
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

    /** A run seen at one moment. */
    record Moment(
            SeedOrder order,
            TagBefore tagBefore,
            ProgressSnapshot snapshot,
            RunPage.State state,
            double overall,
            Optional<SeedEvent> notable,
            Instant startedAt,
            Instant now) {

        Optional<Duration> still() {
            return Stillness.of(snapshot, now);
        }

        /** The end of the keys of texts that promise verification. */
        String trust() {
            return isVerifying(order) ? "" : ".unverified";
        }
    }

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
                amount(snapshot, moment.still()),
                left(snapshot, moment.still()),
                waiting(moment).or(() -> quiet(moment)).or(() -> moment.notable().map(this::event)),
                note(moment),
                snapshot.lostLink()
                        .map(_ -> texts.of("run.status.waiting", percent))
                        .orElseGet(() -> status(snapshot, percent, moment.still())));
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
                amount(end.last(), Optional.of(Duration.ZERO)),
                "",
                notable.map(this::event),
                endNote(end),
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
        Optional<ProgressSnapshot.LostLink> lost = moment.snapshot().lostLink();
        if (lost.isPresent()) {
            return texts.of("run.title.waiting", lost.get().registry());
        }
        SeedStep step = moment.snapshot().step().orElse(SeedStep.PREFLIGHT);
        String title = "run.title." + step.label();
        return texts.of(step == SeedStep.VERIFY ? title + moment.trust() : title, registry);
    }

    private static String percent(double overall) {
        return (int) (overall * 100) + " %";
    }

    /** The rate only while there is one. */
    private String amount(ProgressSnapshot snapshot, Optional<Duration> still) {
        if (snapshot.total() == 0) {
            return texts.of("run.planning");
        }
        String amount = quantities.sizeOf(snapshot.done(), snapshot.total());
        return still.isEmpty()
                        && snapshot.rate().orElse(0) > 0
                        && snapshot.done() < snapshot.total()
                ? amount + "  ·  " + quantities.rate(snapshot.rate().getAsLong())
                : amount;
    }

    private String left(ProgressSnapshot snapshot, Optional<Duration> still) {
        if (snapshot.total() > 0 && snapshot.done() == snapshot.total()) {
            return texts.of("run.left.soon");
        }
        if (still.isPresent()) {
            return texts.of("run.left.unknown");
        }
        return snapshot.left()
                .map(time -> texts.of("run.left", quantities.left(time)))
                .orElseGet(() -> texts.of("run.left.measuring"));
    }

    private String status(ProgressSnapshot snapshot, String percent, Optional<Duration> still) {
        return snapshot.done() < snapshot.total() && still.isEmpty()
                ? snapshot.left()
                        .map(time -> texts.of("run.status.left", percent, quantities.coarse(time)))
                        .orElse(percent)
                : percent;
    }

    /** With a clock for how long it waits already, and one for how long it will. */
    private Optional<String> waiting(Moment moment) {
        return moment.snapshot()
                .lostLink()
                .map(
                        lost ->
                                texts.of(
                                        "run.waiting",
                                        lost.registry(),
                                        quantities.elapsed(
                                                Duration.between(lost.since(), moment.now())),
                                        quantities.timeOfDay(lost.until())));
    }

    private Optional<String> quiet(Moment moment) {
        return moment.still()
                .map(still -> texts.of("run.quiet", still.toSeconds(), STALL_LIMIT.toSeconds()));
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
        String key =
                moment.snapshot().step().equals(Optional.of(SeedStep.PUBLISH))
                        ? "publish"
                        : moment.tagBefore().key();
        return texts.of("run.note." + key + moment.trust());
    }

    private String endNote(RunEnd end) {
        if (!hasSeeded(end)) {
            return texts.of("run.note.stopped");
        }
        boolean moved = end.known().filter(report -> !report.promotions().isEmpty()).isPresent();
        return texts.of(
                "run.note.done"
                        + (moved ? "" : ".unmoved")
                        + (isVerifying(end.order()) ? "" : ".unverified"));
    }

    private static boolean isVerifying(SeedOrder order) {
        return !(order.request().trust() instanceof TrustPolicy.Skipped);
    }
}
