package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import java.time.Clock;
import java.time.Instant;
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
    private final ReadOnlyStringWrapper sizesTitle = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper sizesUnknown = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Hint> hint;
    private Optional<Job<SeedOrder>> job = Optional.empty();
    private Optional<Look> current = Optional.empty();
    private Optional<SeedOrder> checked = Optional.empty();
    private Optional<ReviewFindings> findings = Optional.empty();
    private Optional<RunEnd> refusal = Optional.empty();

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

    /** What the sizes stand for. */
    public ReadOnlyStringProperty sizesTitle() {
        return sizesTitle.getReadOnlyProperty();
    }

    /** Why there are no sizes, while there are none. */
    public ReadOnlyStringProperty sizesUnknown() {
        return sizesUnknown.getReadOnlyProperty();
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
        ReviewFindings found = new ReviewFindings(order.request(), shownKey);
        checked = Optional.of(order);
        findings = Optional.of(found);
        refusal = Optional.empty();
        lines.setAll(words.waiting());
        sizes.clear();
        command.set(SeedCommand.of(order));
        checkedAt.set("");
        sizesTitle.set(texts.of("review.sizes"));
        sizesUnknown.set(texts.of("review.sizes.checking"));
        hint.set(Hint.info(texts.of("review.hint.checking")));
        state.set(State.CHECKING);
        Look look = new Look(words, found, order, clock.instant());
        current = Optional.of(look);
        job = Optional.of(Job.start(threads, () -> look.at(backend), look::end));
    }

    /** Whether this order, and no other, has been looked at. */
    boolean isAbout(SeedOrder order) {
        return checked.equals(Optional.of(order));
    }

    /** The run as it would go; empty until it was rehearsed. */
    Optional<ReviewFact.Rehearsed> rehearsed() {
        return findings.flatMap(ReviewFindings::rehearsed);
    }

    TagBefore tagBefore() {
        return findings.map(ReviewFindings::tagBefore).orElse(TagBefore.UNKNOWN);
    }

    /** How the latest look ended, where the seed cannot start after it. */
    Optional<RunEnd> refusal() {
        return refusal;
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
        refusal = Optional.empty();
        state.set(State.STALE);
    }

    /** One look; what an earlier one still tells is not listened to. */
    private final class Look {
        private final ReviewLines words;
        private final ReviewFindings found;
        private final Instant startedAt;
        private SeedOrder placed;

        Look(ReviewLines words, ReviewFindings found, SeedOrder order, Instant startedAt) {
            this.words = words;
            this.found = found;
            this.placed = order;
            this.startedAt = startedAt;
        }

        SeedOrder at(SeedingBackend asked) throws InterruptedException {
            SeedOrder inItsFolder = placed.into(asked.placeFor(placed));
            tell(() -> place(inItsFolder));
            asked.review(inItsFolder, fact -> tell(() -> learn(fact, this)));
            return inItsFolder;
        }

        private void tell(Runnable news) {
            threads.ui()
                    .execute(
                            () -> {
                                if (isLatest()) {
                                    news.run();
                                }
                            });
        }

        private void place(SeedOrder inItsFolder) {
            placed = inItsFolder;
            command.set(SeedCommand.of(inItsFolder));
        }

        void end(Job.Ending<SeedOrder> ending) {
            if (isLatest()) {
                finish(ending, this);
            }
        }

        private boolean isLatest() {
            return current.filter(look -> look == this).isPresent();
        }
    }

    private void learn(ReviewFact fact, Look look) {
        look.found.learn(fact);
        if (fact instanceof ReviewFact.Rehearsed told && !told.artifacts().isEmpty()) {
            sizes.setAll(
                    new SizeCells(texts, quantities, look.found.tagBefore())
                            .of(told.report().request(), told.artifacts(), told.totalBytes()));
        }
        look.words.of(fact).forEach(this::put);
    }

    /** A problem stays: a fact that comes later and knows less must not hide it. */
    private void put(ReviewLine line) {
        int index = line.item().ordinal();
        if (lines.get(index).state() != ReviewLine.State.PROBLEM) {
            lines.set(index, line);
        }
    }

    private void finish(Job.Ending<SeedOrder> ending, Look look) {
        job = Optional.empty();
        current = Optional.empty();
        RichText why = look.words.whyUnchecked(List.copyOf(lines), look.found.obstacles());
        lines.replaceAll(
                line ->
                        line.state() == ReviewLine.State.CHECKING
                                ? ReviewLine.of(line.item(), ReviewLine.State.NOT_CHECKED, why)
                                : line);
        Instant now = clock.instant();
        checkedAt.set(texts.of("review.checked-at", quantities.timeOfDay(now)));
        Predicate<ReviewLine> stops =
                line ->
                        line.state() == ReviewLine.State.PROBLEM
                                || line.state() == ReviewLine.State.NOT_CHECKED;
        boolean ready = ending instanceof Job.Ending.Done && lines.stream().noneMatch(stops);
        refusal = ready ? Optional.empty() : refusal(ending, look, now);
        sizesTitle.set(texts.of(ready ? "review.sizes" : "review.sizes.not-ready"));
        sizesUnknown.set(texts.of("review.sizes.none"));
        hint.set(ready ? readyHint(look) : notReadyHint(ending));
        state.set(ready ? State.READY : State.NOT_READY);
    }

    private Optional<RunEnd> refusal(Job.Ending<SeedOrder> ending, Look look, Instant now) {
        Optional<Job.Ending<SeedReport>> ended =
                switch (ending) {
                    case Job.Ending.Failed<SeedOrder>(Throwable bug) ->
                            Optional.of(new Job.Ending.Failed<>(bug));
                    case Job.Ending.Done<SeedOrder> _, Job.Ending.Cancelled<SeedOrder> _ ->
                            look.found.refusal(look.startedAt, now).map(Job.Ending.Done::new);
                };
        return ended.map(
                each ->
                        new RunEnd(
                                RunEnd.Stage.REVIEW,
                                look.placed,
                                each,
                                look.found.rehearsed().map(ReviewFact.Rehearsed::report),
                                new RunLog().snapshot(now),
                                look.found.tagBefore(),
                                logged(now),
                                look.startedAt,
                                now));
    }

    /** The lines as they were on the page. */
    private List<String> logged(Instant now) {
        return lines.stream()
                .map(
                        line ->
                                EventJournal.line(
                                        now,
                                        texts.of(
                                                "review.line.spoken",
                                                texts.of("review.item." + line.item().key()),
                                                texts.of("review.state." + line.state().key()),
                                                line.text())))
                .toList();
    }

    private Hint notReadyHint(Job.Ending<SeedOrder> ending) {
        if (ending instanceof Job.Ending.Failed<SeedOrder>(Throwable bug)) {
            return Hint.problem(texts.of("review.hint.bug", bug.toString()));
        }
        boolean refused =
                refusal.flatMap(RunEnd::known)
                        .filter(report -> report.outcome() instanceof SeedOutcome.Refused)
                        .isPresent();
        return Hint.problem(texts.of(refused ? "review.hint.refused" : "review.hint.not-ready"));
    }

    private Hint readyHint(Look look) {
        boolean skips = look.placed.request().trust() instanceof TrustPolicy.Skipped;
        String key =
                (look.found.tagBefore() == TagBefore.UNCHANGED || sizes.isEmpty()
                                ? "review.hint.unchanged"
                                : "review.hint.ready")
                        + (skips ? ".unverified" : "");
        String size = sizes.isEmpty() ? "" : sizes.getLast().size();
        return new Hint(skips ? Tone.PROBLEM : Tone.NEUTRAL, texts.of(key, size));
    }
}
