package dev.autonomy.registry.desktop.wizard;

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
    private final ObservableList<RailItem> rail = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Footer> footer = new ReadOnlyObjectWrapper<>();
    private Page furthest = Page.WHERE;
    private boolean startsWhenReady;
    private Optional<Runnable> afterRun = Optional.empty();

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
        report = new ReportPage(texts, quantities, surroundings.threads());
        watch();
        update();
    }

    public Texts texts() {
        return texts;
    }

    public String version() {
        return surroundings.version();
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
                } else {
                    start();
                }
            }
            case RUN -> goTo(Page.REPORT);
            case REPORT -> {
                if (retry() == ReportContent.Retry.ANOTHER) {
                    seedAnother();
                } else {
                    tryAgain();
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

    /** Uses this file's credentials from now on; a review in view looks again with them. */
    public void useCredentials(Path file) {
        authFile.set(Optional.of(file));
        if (page.get() == Page.REVIEW) {
            checkAgain();
        }
        update();
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
                            if (now == ReviewPage.State.READY) {
                                ready();
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

    private void ready() {
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
                            run.start(order, review.tagBefore(), this::ended);
                            if (run.isRunning()) {
                                advance(Page.RUN);
                            }
                        });
    }

    private void ended(RunEnd end) {
        report.show(end);
        review.forget();
        furthest = Page.REPORT;
        if (page.get() == Page.RUN || page.get() == Page.REVIEW) {
            page.set(Page.REPORT);
        }
        update();
        afterRun.ifPresent(Runnable::run);
        afterRun = Optional.empty();
    }

    private void tryAgain() {
        goTo(Page.REVIEW);
        startsWhenReady = true;
        if (review.state().get() == ReviewPage.State.READY) {
            start();
        }
    }

    private void seedAnother() {
        trust.verifyAgain();
        review.clear();
        report.dismiss();
        run.forget();
        goTo(Page.WHERE);
    }

    private Optional<SeedOrder> order() {
        return described.order(authFile.get());
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
