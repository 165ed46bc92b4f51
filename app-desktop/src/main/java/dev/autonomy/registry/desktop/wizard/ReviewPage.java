package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Page 3: a look at everything a seed needs, before anything is written. */
public final class ReviewPage {

    private final Texts texts;
    private final Quantities quantities;
    private final Clock clock;
    private final Threads threads;
    private final SeedingBackend backend;
    private final ObservableList<ReviewLine> lines = FXCollections.observableArrayList();
    private final ObservableList<SizeCell> sizes = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.STALE);
    private final ReadOnlyStringWrapper command = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper checkedAt = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Hint> hint;
    private Optional<Job<SeedOrder>> job = Optional.empty();
    private Optional<Look> current = Optional.empty();
    private Optional<SeedOrder> checked = Optional.empty();
    private Optional<ReviewFact.Rehearsed> rehearsed = Optional.empty();
    private TagBefore tagBefore = TagBefore.UNKNOWN;
    private boolean wantsLogin;

    /** Where the review stands. */
    public enum State {
        /** Nothing was looked at for the pages as they are now. */
        STALE,
        CHECKING,
        READY,
        NOT_READY
    }

    ReviewPage(
            Texts texts,
            Quantities quantities,
            Clock clock,
            Threads threads,
            SeedingBackend backend) {
        this.texts = texts;
        this.quantities = quantities;
        this.clock = clock;
        this.threads = threads;
        this.backend = backend;
        this.hint = new ReadOnlyObjectWrapper<>(Hint.info(texts.of("review.hint.checking")));
    }

    /** The lines in their order, replaced one by one as they are decided. */
    public ObservableList<ReviewLine> lines() {
        return lines;
    }

    /** What will be copied; empty until it is planned. */
    public ObservableList<SizeCell> sizes() {
        return sizes;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** The command that does the same. */
    public ReadOnlyStringProperty command() {
        return command.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty checkedAt() {
        return checkedAt.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Hint> hint() {
        return hint.getReadOnlyProperty();
    }

    public long count(ReviewLine.State counted) {
        return lines.stream().filter(line -> line.state() == counted).count();
    }

    /** Looks again, whatever is known already. */
    void check(SeedOrder order, Optional<TrustedKey> shownKey) {
        cancel();
        ReviewLines words = new ReviewLines(texts, quantities, order, shownKey);
        checked = Optional.of(order);
        rehearsed = Optional.empty();
        tagBefore = TagBefore.UNKNOWN;
        wantsLogin = false;
        lines.setAll(words.waiting());
        sizes.clear();
        command.set(SeedCommand.of(order));
        checkedAt.set("");
        hint.set(Hint.info(texts.of("review.hint.checking")));
        state.set(State.CHECKING);
        Look look = new Look(words);
        current = Optional.of(look);
        job =
                Optional.of(
                        Job.start(
                                threads,
                                () -> {
                                    backend.review(order, look::tell);
                                    return order;
                                },
                                look::end));
    }

    /** Whether this order, and no other, has been looked at. */
    boolean isAbout(SeedOrder order) {
        return checked.equals(Optional.of(order));
    }

    /** The run as it would go; empty until it was rehearsed. */
    Optional<ReviewFact.Rehearsed> rehearsed() {
        return rehearsed;
    }

    TagBefore tagBefore() {
        return tagBefore;
    }

    void cancel() {
        job.ifPresent(Job::cancel);
        job = Optional.empty();
        current = Optional.empty();
        if (state.get() == State.CHECKING) {
            forget();
        }
    }

    /** A new seed: nothing that was found out belongs to it. */
    void clear() {
        cancel();
        forget();
        lines.clear();
        sizes.clear();
        command.set("");
        checkedAt.set("");
    }

    /** The pages have changed since: nothing here can be relied on. */
    void forget() {
        checked = Optional.empty();
        state.set(State.STALE);
    }

    /** One look; what an earlier one still tells is not listened to. */
    private final class Look {
        private final ReviewLines words;

        Look(ReviewLines words) {
            this.words = words;
        }

        void tell(ReviewFact fact) {
            threads.ui()
                    .execute(
                            () -> {
                                if (isLatest()) {
                                    learn(fact, words);
                                }
                            });
        }

        void end(Job.Ending<SeedOrder> ending) {
            if (isLatest()) {
                finish(ending, words);
            }
        }

        private boolean isLatest() {
            return current.filter(look -> look == this).isPresent();
        }
    }

    private void learn(ReviewFact fact, ReviewLines words) {
        switch (fact) {
            case ReviewFact.Rehearsed told -> {
                rehearsed = Optional.of(told);
                plan(told.report(), told.artifacts(), told.totalBytes());
            }
            case ReviewFact.DestinationTagRead(var held) ->
                    tagBefore = held.isPresent() ? TagBefore.HELD : TagBefore.NEW;
            case ReviewFact.Blocked(_, var obstacle) ->
                    wantsLogin |= Obstacles.asksForCredentials(obstacle);
            default -> {}
        }
        words.of(fact).forEach(this::put);
    }

    /** A problem stays: a fact that comes later and knows less must not hide it. */
    private void put(ReviewLine line) {
        int index = line.item().ordinal();
        if (lines.get(index).state() != ReviewLine.State.PROBLEM) {
            lines.set(index, line);
        }
    }

    private void plan(SeedReport report, List<SeedEvent.Artifact> artifacts, long total) {
        report.destination()
                .ifPresent(
                        destination ->
                                tagBefore =
                                        destination
                                                .previous()
                                                .map(held -> held(held, destination.digest()))
                                                .orElse(TagBefore.NEW));
        if (!artifacts.isEmpty()) {
            sizes.setAll(
                    new SizeCells(texts, quantities, tagBefore)
                            .of(report.request(), artifacts, total));
        }
    }

    private static TagBefore held(Digest held, Digest wanted) {
        return held.equals(wanted) ? TagBefore.UNCHANGED : TagBefore.HELD;
    }

    private void finish(Job.Ending<SeedOrder> ending, ReviewLines words) {
        job = Optional.empty();
        current = Optional.empty();
        lines.replaceAll(
                line ->
                        line.state() == ReviewLine.State.CHECKING
                                ? words.unchecked(line.item(), wantsLogin)
                                : line);
        checkedAt.set(texts.of("review.checked-at", quantities.timeOfDay(clock.instant())));
        Predicate<ReviewLine> stops =
                line ->
                        line.state() == ReviewLine.State.PROBLEM
                                || line.state() == ReviewLine.State.NOT_CHECKED;
        boolean ready = ending instanceof Job.Ending.Done && lines.stream().noneMatch(stops);
        hint.set(
                switch (ending) {
                    case Job.Ending.Failed<SeedOrder>(Throwable bug) ->
                            Hint.problem(texts.of("review.hint.bug", bug.toString()));
                    case Job.Ending.Cancelled<SeedOrder>(), Job.Ending.Done<SeedOrder> _ ->
                            ready ? readyHint() : Hint.problem(texts.of("review.hint.not-ready"));
                });
        state.set(ready ? State.READY : State.NOT_READY);
    }

    private Hint readyHint() {
        return tagBefore == TagBefore.UNCHANGED || sizes.isEmpty()
                ? Hint.info(texts.of("review.hint.unchanged"))
                : Hint.info(texts.of("review.hint.ready", sizes.getLast().size()));
    }
}
