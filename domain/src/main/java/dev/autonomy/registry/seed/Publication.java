package dev.autonomy.registry.seed;

import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Promotion;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.port.ManifestWriter;
import java.util.List;

/**
 * The last step: both files are made ready, the tags are moved, and only then the files get their
 * names (spec 1.4, step 5).
 */
final class Publication implements AutoCloseable {

    private final Promoter promoter;
    private final Judge judge;
    private final ReportDraft report;
    private final EventLog events;
    private final ManifestWriter.Hold hold;
    private final List<TagMove> moves;
    private SeedPlan plan;
    private ManifestWriter.Prepared files;

    Publication(
            SeedPlan plan,
            Promoter promoter,
            Judge judge,
            ReportDraft report,
            EventLog events,
            ManifestWriter.Hold hold)
            throws Obstacle {
        this.plan = plan;
        this.promoter = promoter;
        this.judge = judge;
        this.report = report;
        this.events = events;
        this.hold = hold;
        this.moves = TagMove.of(plan);
        this.files = hold.prepare(report.onceDone(promotions()));
    }

    void publish() throws Obstacle, InterruptedException {
        promoter.refuseForeignMoves(moves);
        promoter.promote(moves, this::keep);
        report.promotions(promotions());
        files.commit();
    }

    private List<Promotion> promotions() {
        return TagMove.of(plan).stream().filter(TagMove::isNeeded).map(TagMove::promotion).toList();
    }

    /** A tag that the registry keeps may stay where what it holds does not fail this run. */
    private void keep(SeedPlan.Carried refused, Obstacle.Conflict refusal)
            throws Obstacle, InterruptedException {
        SeedPlan keeping = plan.keeping(refused);
        boolean isChecked;
        try {
            isChecked = judge.judge(judge.readDestination(keeping), report).isPresent();
        } catch (Refusal evidence) {
            throw new Obstacle.Conflict(
                    refusal.reason(),
                    refusal.attempt(),
                    refusal.seen()
                            + "; with what the tag holds the bundle does not pass ("
                            + evidence.verdict().label()
                            + ")");
        }
        plan = keeping;
        report.plan(plan);
        events.warn(kept(refused, refusal, isChecked ? "passes every check" : "was not checked"));
        files.close();
        files = hold.prepare(report.onceDone(promotions()));
    }

    private static Warning kept(
            SeedPlan.Carried refused, Obstacle.Conflict refusal, String standing) {
        return new Warning(
                Warning.Kind.ATTACHMENT_TAG_KEPT,
                "The "
                        + refused.name()
                        + " that the source has now was not published: the registry keeps its tag "
                        + refused.attachment().tag()
                        + " as it is ("
                        + refusal.seen()
                        + "). What the tag holds "
                        + standing
                        + ".");
    }

    @Override
    public void close() {
        files.close();
    }
}
