package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.progress.ProgressSnapshot;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Page 4: a seed that runs on its own, whichever page is in view; {@link #refresh} shows how far it
 * is.
 */
public final class RunPage {

    private static final Duration BETWEEN_NUMBERS = Duration.ofMillis(250);

    private final Texts texts;
    private final Clock clock;
    private final Threads threads;
    private final SeedingBackend backend;
    private final RunWords words;
    private final RunRows rows;
    private final ObservableList<StepMark> steps = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyDoubleWrapper overall = new ReadOnlyDoubleWrapper();
    private final ReadOnlyObjectWrapper<RunNumbers> numbers =
            new ReadOnlyObjectWrapper<>(RunNumbers.NONE);
    private Optional<Run> run = Optional.empty();

    /** Where the run stands. */
    public enum State {
        IDLE,
        RUNNING,
        CANCELLING,
        ENDED
    }

    RunPage(
            Texts texts,
            Quantities quantities,
            Clock clock,
            Threads threads,
            SeedingBackend backend) {
        this.texts = texts;
        this.words = new RunWords(texts, quantities);
        this.clock = clock;
        this.threads = threads;
        this.backend = backend;
        this.rows = new RunRows(texts, quantities);
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    public boolean isRunning() {
        return state.get() == State.RUNNING || state.get() == State.CANCELLING;
    }

    public ObservableList<RunRow> rows() {
        return rows.rows();
    }

    public ObservableList<StepMark> steps() {
        return steps;
    }

    /** How much of the whole is done, from 0 to 1; never less than before. */
    public ReadOnlyDoubleProperty overall() {
        return overall.getReadOnlyProperty();
    }

    /** Everything in words and numbers, at most four times a second. */
    public ReadOnlyObjectProperty<RunNumbers> numbers() {
        return numbers.getReadOnlyProperty();
    }

    /** A run, what it has told, and who wants to know how it ends. */
    private record Run(
            SeedOrder order,
            TagBefore tagBefore,
            RunLog log,
            Instant startedAt,
            Job<SeedReport> job) {

        boolean isVerifying() {
            return !(order.request().trust() instanceof TrustPolicy.Skipped);
        }
    }

    /** Shows what the review found to copy, until the run has a plan of its own. */
    void expect(List<SeedEvent.Artifact> artifacts, long bytes) {
        Instant now = clock.instant();
        RunLog log = new RunLog();
        log.on(new SeedEvent.Planned(now, artifacts, bytes));
        rows.clear();
        rows.show(log.snapshot(now), now);
    }

    /**
     * @param reviewed what the review before it found out
     */
    void start(
            SeedOrder order,
            TagBefore tagBefore,
            Optional<SeedReport> reviewed,
            Consumer<RunEnd> ended) {
        RunLog log = new RunLog();
        AtomicReference<SeedOrder> placed = new AtomicReference<>(order);
        Instant startedAt = clock.instant();
        overall.set(0);
        numbers.set(RunNumbers.NONE);
        state.set(State.RUNNING);
        Job<SeedReport> job =
                Job.start(
                        threads,
                        () -> {
                            placed.set(order.into(backend.placeFor(order)));
                            return backend.seed(placed.get(), log);
                        },
                        ending ->
                                end(
                                        new RunEnd(
                                                RunEnd.Stage.RUN,
                                                placed.get(),
                                                ending,
                                                reviewed,
                                                log.snapshot(clock.instant()),
                                                tagBefore,
                                                log.lines(),
                                                startedAt,
                                                clock.instant()),
                                        log,
                                        ended));
        if (isRunning()) {
            run = Optional.of(new Run(order, tagBefore, log, startedAt, job));
            refresh();
        }
    }

    /** Ends the run; what it was doing stops, and no tag is moved any more. */
    void cancel() {
        if (state.get() == State.RUNNING) {
            state.set(State.CANCELLING);
            run.ifPresent(
                    running -> {
                        running.job().cancel();
                        show(running, clock.instant());
                    });
        }
    }

    /** Shows the run as it is now; to be called ten times a second. */
    public void refresh() {
        Instant now = clock.instant();
        run.ifPresent(
                running -> {
                    advance(running.log().snapshot(now));
                    if (Duration.between(numbers.get().asOf(), now).compareTo(BETWEEN_NUMBERS)
                            >= 0) {
                        show(running, now);
                    }
                });
    }

    /** The report was dismissed, and the run with it. */
    void forget() {
        rows.clear();
        steps.clear();
        overall.set(0);
        numbers.set(RunNumbers.NONE);
        state.set(State.IDLE);
    }

    private void show(Run running, Instant now) {
        ProgressSnapshot snapshot = running.log().snapshot(now);
        rows.show(snapshot, now);
        showSteps(
                snapshot,
                running.isVerifying(),
                Stillness.of(snapshot, now).isPresent()
                        ? StepMark.State.QUIET
                        : StepMark.State.RUNNING);
        numbers.set(words.of(moment(running, snapshot, now)));
    }

    private void end(RunEnd end, RunLog log, Consumer<RunEnd> ended) {
        run = Optional.empty();
        rows.show(end.last(), end.endedAt());
        rows.stop();
        advance(end.last());
        showSteps(
                end.last(),
                !(end.order().request().trust() instanceof TrustPolicy.Skipped),
                StepMark.State.STOPPED);
        numbers.set(words.ended(end, overall.get(), log.notable()));
        state.set(State.ENDED);
        ended.accept(end);
    }

    private void advance(ProgressSnapshot snapshot) {
        overall.set(Math.max(overall.get(), RunShare.of(snapshot)));
    }

    private RunWords.Moment moment(Run running, ProgressSnapshot snapshot, Instant now) {
        return new RunWords.Moment(
                running.order(),
                running.tagBefore(),
                snapshot,
                state.get(),
                overall.get(),
                running.log().notable(),
                running.startedAt(),
                now);
    }

    private void showSteps(
            ProgressSnapshot snapshot, boolean isVerifying, StepMark.State ofCurrent) {
        List<StepMark> marks =
                List.of(SeedStep.values()).stream()
                        .filter(step -> step != SeedStep.PREFLIGHT)
                        .map(
                                step ->
                                        step == SeedStep.VERIFY && !isVerifying
                                                ? leftOut(step)
                                                : mark(step, snapshot, ofCurrent))
                        .toList();
        if (!marks.equals(steps)) {
            steps.setAll(marks);
        }
    }

    private StepMark leftOut(SeedStep step) {
        return new StepMark(
                step, texts.of("step." + step.label() + ".off"), StepMark.State.LEFT_OUT);
    }

    private StepMark mark(SeedStep step, ProgressSnapshot snapshot, StepMark.State ofCurrent) {
        StepMark.State at =
                snapshot.finishedSteps().contains(step)
                        ? StepMark.State.DONE
                        : snapshot.step().equals(Optional.of(step))
                                ? ofCurrent
                                : StepMark.State.WAITING;
        return new StepMark(step, texts.of("step." + step.label()), at);
    }
}
