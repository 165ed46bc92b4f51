package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome.Refused;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The five pages, the way through them, and the one run that goes on whichever is in view. */
public final class Wizard {

    private final Texts texts;
    private final Surroundings surroundings;
    private final WherePage where;
    private final TrustPage trust;
    private final OrderPages described;
    private final ReviewPage review;
    private final RunPage run;
    private final ReportPage report;
    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.WHERE);
    private final ReadOnlyBooleanWrapper editable = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyObjectWrapper<Optional<Path>> authFile =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<ChosenCredentials> credentials = Optional.empty();
    private Optional<String> credentialsProblem = Optional.empty();
    private final ObservableList<RailItem> rail = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Footer> footer = new ReadOnlyObjectWrapper<>();
    private Page furthest = Page.WHERE;
    private boolean startsWhenReady;
    private Optional<Runnable> afterRun = Optional.empty();

    /** A credentials file, and the registries that it was chosen for. */
    private record ChosenCredentials(Path file, OrderPages.Registries registries) {}

    public Wizard(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.texts = new Texts(surroundings.locale());
        Quantities quantities = new Quantities(texts, surroundings.clock().getZone());
        where = new WherePage(texts, surroundings.recent(), surroundings.folder());
        trust =
                new TrustPage(
                        texts,
                        quantities,
                        surroundings.clock(),
                        surroundings.threads(),
                        surroundings.backend(),
                        surroundings.recent());
        described = new OrderPages(where, trust);
        review =
                new ReviewPage(
                        texts,
                        quantities,
                        surroundings.clock(),
                        surroundings.threads(),
                        surroundings.backend());
        run =
                new RunPage(
                        texts,
                        quantities,
                        surroundings.clock(),
                        surroundings.threads(),
                        surroundings.backend());
        report =
                new ReportPage(
                        texts,
                        quantities,
                        surroundings.versions(),
                        surroundings.threads(),
                        surroundings.backend());
        watch();
        update();
    }

    public Texts texts() {
        return texts;
    }

    public String version() {
        return surroundings.versions().product();
    }

    public WherePage where() {
        return where;
    }

    public TrustPage trust() {
        return trust;
    }

    public ReviewPage review() {
        return review;
    }

    public RunPage run() {
        return run;
    }

    public ReportPage report() {
        return report;
    }

    public ReadOnlyObjectProperty<Page> page() {
        return page.getReadOnlyProperty();
    }

    /** Whether the first pages can be changed: not while a seed runs. */
    public ReadOnlyBooleanProperty editable() {
        return editable.getReadOnlyProperty();
    }

    /** The credentials file to use instead of the usual ones. */
    public ReadOnlyObjectProperty<Optional<Path>> authFile() {
        return authFile.getReadOnlyProperty();
    }

    public ObservableList<RailItem> rail() {
        return rail;
    }

    public ReadOnlyObjectProperty<Footer> footer() {
        return footer.getReadOnlyProperty();
    }

    /** Goes to a page that can be reached; anything else is not a wish that can be granted. */
    public void goTo(Page wanted) {
        if (!isReachable(wanted)) {
            return;
        }
        startsWhenReady = false;
        credentialsProblem = Optional.empty();
        page.set(wanted);
        if (wanted == Page.REVIEW) {
            checkUnlessKnown();
        }
        update();
    }

    public void back() {
        if (page.get() != Page.WHERE) {
            goTo(Page.values()[page.get().ordinal() - 1]);
        }
    }

    /** The primary button: what it does depends on the page. */
    public void next() {
        if (footer.get().next() == Footer.Step.IMPOSSIBLE) {
            return;
        }
        switch (page.get()) {
            case WHERE -> advance(Page.TRUST);
            case TRUST -> advance(Page.REVIEW);
            case REVIEW -> {
                if (run.isRunning()) {
                    goTo(Page.RUN);
                } else if (review.state().get() == ReviewPage.State.READY) {
                    start();
                } else {
                    review.refusal().ifPresent(this::showRefusal);
                }
            }
            case RUN -> goTo(Page.REPORT);
            case REPORT -> {
                switch (retry()) {
                    case ANOTHER -> seedAnother();
                    case AGAIN -> tryAgain();
                    case CHECK -> checkAfterReport();
                }
            }
        }
    }

    /** Looks at everything again, whatever is known. */
    public void checkAgain() {
        if (!run.isRunning()) {
            order().ifPresent(order -> review.check(order, described.shownKey()));
        }
    }

    /**
     * Uses this file's credentials for this pair of registries, if it is such a file; a review in
     * view looks again with them.
     */
    public void useCredentials(Path file) {
        Optional<ChosenCredentials> chosen =
                described.registries().map(pair -> new ChosenCredentials(file, pair));
        Job.start(
                surroundings.threads(),
                () -> objectionTo(file),
                ending -> {
                    if (ending instanceof Job.Ending.Done<Optional<String>>(var objection)) {
                        if (objection.isEmpty()) {
                            credentials = chosen;
                        }
                        lookWithCredentials(objection);
                    }
                });
    }

    /** Goes back to the logins of this computer. */
    public void useUsualCredentials() {
        credentials = Optional.empty();
        lookWithCredentials(Optional.empty());
    }

    private Optional<String> objectionTo(Path file) {
        try {
            surroundings.backend().requireCredentials(file);
            return Optional.empty();
        } catch (Obstacle obstacle) {
            return Optional.of(
                    texts.of("credentials.refused", file.getFileName(), obstacle.seen()));
        }
    }

    private void lookWithCredentials(Optional<String> problem) {
        update();
        if (page.get() == Page.REVIEW && problem.isEmpty()) {
            checkAgain();
        }
        credentialsProblem = problem;
        update();
    }

    /** Why the credentials file that was chosen last is not used. */
    Optional<String> credentialsProblem() {
        return credentialsProblem;
    }

    /** Whether what the review shows is about the pages as they are now. */
    boolean isReviewCurrent() {
        return order().filter(review::isAbout).isPresent();
    }

    public void cancelRun() {
        run.cancel();
        update();
    }

    /** Whether closing the window now would end a run. */
    public boolean isBusy() {
        return run.isRunning();
    }

    /** Ends what goes on, then does this, once everything has ended. */
    public void stopThen(Runnable closed) {
        review.cancel();
        if (run.isRunning()) {
            afterRun = Optional.of(closed);
            cancelRun();
        } else {
            closed.run();
        }
    }

    private void watch() {
        InvalidationListener changed = _ -> update();
        described.watch(changed);
        review.lines().addListener(changed);
        review.hint().addListener(changed);
        review.state()
                .addListener(
                        (_, _, now) -> {
                            update();
                            switch (now) {
                                case READY -> ready();
                                case NOT_READY -> notReady();
                                case STALE, CHECKING -> {}
                            }
                        });
        run.numbers().addListener(changed);
        run.state().addListener(changed);
        report.content().addListener(changed);
    }

    private void advance(Page wanted) {
        furthest = wanted.compareTo(furthest) > 0 ? wanted : furthest;
        goTo(wanted);
    }

    /** A verdict about the bundle is evidence, whether or not somebody opens the report. */
    private void notReady() {
        startsWhenReady = false;
        review.refusal()
                .filter(
                        end ->
                                end.known()
                                        .filter(known -> known.outcome() instanceof Refused)
                                        .isPresent())
                .ifPresent(end -> report.keep(end, () -> {}));
    }

    private void showRefusal(RunEnd end) {
        report.show(end, () -> {});
        advance(Page.REPORT);
    }

    private void ready() {
        if (report.isOfReview()) {
            report.dismiss();
        }
        if (run.state().get() == RunPage.State.IDLE) {
            expectRun();
        }
        if (startsWhenReady) {
            start();
        }
    }

    private void expectRun() {
        review.rehearsed().ifPresent(told -> run.expect(told.artifacts(), told.totalBytes()));
    }

    private void checkUnlessKnown() {
        if (!run.isRunning() && order().filter(review::isAbout).isEmpty()) {
            checkAgain();
        }
    }

    private void start() {
        startsWhenReady = false;
        order().ifPresent(
                        order -> {
                            where.remember();
                            report.dismiss();
                            expectRun();
                            run.start(
                                    order,
                                    review.tagBefore(),
                                    review.rehearsed().map(ReviewFact.Rehearsed::report),
                                    this::ended);
                            if (run.isRunning()) {
                                advance(Page.RUN);
                            }
                        });
    }

    private void ended(RunEnd end) {
        report.show(end, this::afterRun);
        review.forget();
        furthest = Page.REPORT;
        if (page.get() == Page.RUN || page.get() == Page.REVIEW) {
            page.set(Page.REPORT);
        }
        update();
    }

    /** What waits for the end of the run waits for its report, too. */
    private void afterRun() {
        Optional<Runnable> waiting = afterRun;
        afterRun = Optional.empty();
        waiting.ifPresent(Runnable::run);
    }

    private void tryAgain() {
        goTo(Page.REVIEW);
        startsWhenReady = true;
        if (review.state().get() == ReviewPage.State.READY) {
            start();
        }
    }

    /** Nothing was begun: it is looked at again, and started only from there. */
    private void checkAfterReport() {
        report.dismiss();
        goTo(Page.REVIEW);
        checkAgain();
    }

    private void seedAnother() {
        trust.verifyAgain();
        review.clear();
        report.dismiss();
        run.forget();
        goTo(Page.WHERE);
    }

    private Optional<SeedOrder> order() {
        return described.order(currentAuthFile());
    }

    private Optional<Path> currentAuthFile() {
        return credentials
                .filter(chosen -> described.registries().equals(Optional.of(chosen.registries())))
                .map(ChosenCredentials::file);
    }

    private ReportContent.Retry retry() {
        return report.content().get().map(ReportContent::retry).orElse(ReportContent.Retry.ANOTHER);
    }

    private boolean isReachable(Page wanted) {
        return switch (wanted) {
            case WHERE -> true;
            case TRUST -> furthest.compareTo(Page.TRUST) >= 0 && where.complete().get();
            case REVIEW -> furthest.compareTo(Page.REVIEW) >= 0 && order().isPresent();
            case RUN -> run.state().get() != RunPage.State.IDLE;
            case REPORT -> report.content().get().isPresent();
        };
    }

    private void update() {
        editable.set(!run.isRunning());
        authFile.set(currentAuthFile());
        WizardFrame frame = new WizardFrame(this, this::isReachable, retry());
        frame.rail().forEach(this::put);
        footer.set(frame.footer());
    }

    private void put(RailItem item) {
        int index = item.page().ordinal();
        if (index == rail.size()) {
            rail.add(item);
        } else if (!rail.get(index).equals(item)) {
            rail.set(index, item);
        }
    }
}
