package dev.autonomy.registry.desktop.wizard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The rail and the footer as they are at one moment. */
record WizardFrame(Wizard wizard, Predicate<Page> isReachable, ReportContent.Retry retry) {

    private Texts texts() {
        return wizard.texts();
    }

    List<RailItem> rail() {
        return List.of(Page.values()).stream().map(this::item).toList();
    }

    private RailItem item(Page page) {
        RailItem.Reach reach =
                page == wizard.page().get()
                        ? RailItem.Reach.CURRENT
                        : isReachable.test(page) ? RailItem.Reach.VISITED : RailItem.Reach.AHEAD;
        String title = texts().of("rail." + page.key());
        String status = status(page).orElseGet(() -> texts().of("rail." + page.key() + ".status"));
        String spoken =
                texts().of(
                                "rail.spoken",
                                page.number(),
                                Page.values().length,
                                title,
                                status,
                                texts().of("rail.reach." + reach.name().toLowerCase(Locale.ROOT)));
        return new RailItem(page, title, status, mark(page), reach, spoken);
    }

    private boolean isPast(Page page) {
        return page.compareTo(wizard.page().get()) < 0
                || isReachable.test(page) && page != wizard.page().get();
    }

    private Optional<String> status(Page page) {
        return switch (page) {
            case WHERE ->
                    isPast(page)
                            ? wizard.where().destination().map(to -> to.repository().registry())
                            : Optional.empty();
            case TRUST ->
                    wizard.trust().skipping().get()
                            ? Optional.of(texts().of("rail.trust.off"))
                            : wizard.trust().key().get() instanceof KeyState.Usable(_, var key)
                                    ? Optional.of(texts().of("rail.trust.key", key.type()))
                                    : Optional.empty();
            case REVIEW -> reviewStatus();
            case RUN ->
                    wizard.run().state().get() == RunPage.State.IDLE
                            ? wizard.trust().skipping().get()
                                    ? Optional.of(texts().of("rail.run.status.unverified"))
                                    : Optional.empty()
                            : Optional.of(wizard.run().numbers().get().status());
            case REPORT -> wizard.report().content().get().map(ReportContent::status);
        };
    }

    private Optional<String> reviewStatus() {
        ReviewPage review = wizard.review();
        long problems = review.count(ReviewLine.State.PROBLEM);
        long warnings = review.count(ReviewLine.State.WARNING);
        if (review.state().get() == ReviewPage.State.CHECKING) {
            return Optional.of(texts().of("rail.review.checking"));
        }
        if (review.state().get() == ReviewPage.State.STALE || !wizard.isReviewCurrent()) {
            return wizard.run().state().get() == RunPage.State.IDLE
                    ? Optional.empty()
                    : Optional.of(texts().of("rail.review.checked"));
        }
        if (problems == 0 && review.count(ReviewLine.State.UNSAFE) > 0) {
            return Optional.of(texts().of("rail.trust.off"));
        }
        if (problems == 0 && review.state().get() == ReviewPage.State.NOT_READY) {
            return Optional.of(texts().of("rail.review.not-ready"));
        }
        return Optional.of(
                problems > 0
                        ? texts().of("count.problem", problems)
                        : warnings > 0
                                ? texts().of("count.warning", warnings)
                                : texts().of("rail.review.ready"));
    }

    private RailItem.Mark mark(Page page) {
        return switch (page) {
            case WHERE -> done(page, wizard.where().complete().get());
            case TRUST ->
                    wizard.trust().skipping().get()
                            ? RailItem.Mark.ALERT
                            : done(page, wizard.trust().complete().get());
            case REVIEW ->
                    reviewMark()
                            .orElseGet(
                                    () ->
                                            done(
                                                    page,
                                                    wizard.review().state().get()
                                                                    == ReviewPage.State.READY
                                                            || wizard.run().state().get()
                                                                    != RunPage.State.IDLE));
            case RUN, REPORT ->
                    page == Page.RUN && wizard.report().isOfReview()
                            ? RailItem.Mark.NUMBER
                            : wizard.report()
                                    .content()
                                    .get()
                                    .map(report -> mark(page, report))
                                    .orElse(RailItem.Mark.NUMBER);
        };
    }

    private Optional<RailItem.Mark> reviewMark() {
        if (wizard.review().state().get() == ReviewPage.State.STALE || !wizard.isReviewCurrent()) {
            return Optional.empty();
        }
        if (wizard.review().count(ReviewLine.State.PROBLEM) > 0) {
            return Optional.of(RailItem.Mark.REFUSED);
        }
        return wizard.review().count(ReviewLine.State.UNSAFE) > 0
                ? Optional.of(RailItem.Mark.ALERT)
                : Optional.empty();
    }

    private RailItem.Mark done(Page page, boolean complete) {
        return isPast(page) && complete ? RailItem.Mark.TICK : RailItem.Mark.NUMBER;
    }

    private static RailItem.Mark mark(Page page, ReportContent report) {
        boolean seeded = report.retry() == ReportContent.Retry.ANOTHER;
        return switch (report.banner().tone()) {
            case NEUTRAL, GOOD -> RailItem.Mark.TICK;
            case WARNING -> RailItem.Mark.STOPPED;
            case PROBLEM ->
                    !seeded
                            ? RailItem.Mark.REFUSED
                            : page == Page.RUN ? RailItem.Mark.TICK : RailItem.Mark.ALERT;
        };
    }

    Footer footer() {
        Page page = wizard.page().get();
        return new Footer(
                hint(page),
                leave(),
                leaveLabel(page),
                Footer.Step.when(page != Page.WHERE),
                nextLabel(page),
                Footer.Step.when(canGoOn(page)));
    }

    private Footer.Leave leave() {
        return switch (wizard.run().state().get()) {
            case RUNNING -> Footer.Leave.CANCEL_RUN;
            case CANCELLING -> Footer.Leave.CANCELLING;
            case IDLE, ENDED -> Footer.Leave.CLOSE;
        };
    }

    private String leaveLabel(Page page) {
        return texts().of(
                        switch (leave()) {
                            case CANCEL_RUN -> "footer.cancel-run";
                            case CANCELLING -> "footer.cancelling";
                            case CLOSE ->
                                    page.compareTo(Page.REVIEW) <= 0
                                            ? "footer.cancel"
                                            : "footer.close";
                        });
    }

    private String nextLabel(Page page) {
        return texts().of(
                        "footer.next."
                                + switch (page) {
                                    case REVIEW -> reviewLabel();
                                    case REPORT ->
                                            switch (retry) {
                                                case ANOTHER -> "another";
                                                case AGAIN -> "again";
                                                case CHECK -> "check";
                                            };
                                    case WHERE, TRUST, RUN -> page.key();
                                });
    }

    private String reviewLabel() {
        if (wizard.run().isRunning()) {
            return "to-run";
        }
        return wizard.review().refusal().isPresent() ? "to-report" : Page.REVIEW.key();
    }

    private boolean canGoOn(Page page) {
        return switch (page) {
            case WHERE -> wizard.where().complete().get();
            case TRUST -> wizard.where().complete().get() && wizard.trust().complete().get();
            case REVIEW ->
                    wizard.run().isRunning()
                            || wizard.review().refusal().isPresent()
                            || wizard.review().state().get() == ReviewPage.State.READY;
            case RUN -> wizard.report().content().get().isPresent();
            case REPORT -> true;
        };
    }

    private Hint hint(Page page) {
        if (wizard.run().isRunning()) {
            return Hint.info(texts().of(page == Page.RUN ? "run.hint" : "run.hint.elsewhere"));
        }
        if (wizard.credentialsProblem().isPresent()) {
            return Hint.problem(wizard.credentialsProblem().get());
        }
        return switch (page) {
            case WHERE -> wizard.where().hint().get();
            case TRUST -> wizard.trust().hint().get();
            case REVIEW -> wizard.review().hint().get();
            case RUN -> Hint.info(texts().of("run.hint.ended"));
            case REPORT ->
                    wizard.report().content().get().map(this::hint).orElseGet(() -> Hint.info(""));
        };
    }

    private Hint hint(ReportContent report) {
        return switch (report.retry()) {
            case ANOTHER -> new Hint(report.banner().tone(), texts().of("report.hint.done"));
            case AGAIN -> Hint.info(texts().of("report.hint.again"));
            case CHECK -> Hint.info(texts().of("report.hint.check"));
        };
    }
}
