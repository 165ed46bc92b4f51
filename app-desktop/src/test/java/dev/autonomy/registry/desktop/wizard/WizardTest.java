package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.progress.SeedObserver;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WizardTest {

    private final WizardScene scene = new WizardScene();
    private final Wizard wizard = scene.wizard;

    @Test
    void it_begins_with_where_and_later_pages_cannot_be_opened() {
        wizard.goTo(Page.REVIEW);
        wizard.goTo(Page.REPORT);

        assertEquals(Page.WHERE, wizard.page().get());
        assertEquals(RailItem.Reach.CURRENT, scene.rail(Page.WHERE).reach());
        assertEquals(RailItem.Reach.AHEAD, scene.rail(Page.TRUST).reach());
        assertEquals(
                "Step 2 of 5, Trust, Public key, comes later", scene.rail(Page.TRUST).spoken());
    }

    @Test
    void the_way_leads_through_all_five_pages() {
        scene.filledIn();
        wizard.next();
        assertEquals(Page.TRUST, wizard.page().get());
        wizard.next();
        assertEquals(Page.REVIEW, wizard.page().get());
        wizard.next();
        assertEquals(Page.REPORT, wizard.page().get());

        wizard.back();
        assertEquals(Page.RUN, wizard.page().get());
        assertEquals("Step 4 of 5, Run, Done in 0 s, current", scene.rail(Page.RUN).spoken());
    }

    @Test
    void visited_pages_stay_open_until_an_earlier_one_is_spoilt() {
        scene.onReview();
        wizard.goTo(Page.WHERE);
        assertEquals(RailItem.Reach.VISITED, scene.rail(Page.REVIEW).reach());

        wizard.where().to().text().set("");

        assertEquals(RailItem.Reach.AHEAD, scene.rail(Page.TRUST).reach());
        assertEquals(RailItem.Reach.AHEAD, scene.rail(Page.REVIEW).reach());
    }

    @Test
    void trying_again_goes_through_the_checks_and_starts_by_itself() {
        scene.backend.seed(WizardTest::cannot);
        scene.onReview();
        wizard.next();
        assertEquals("Try agai_n", scene.footer().nextLabel());
        scene.backend.seed(ScriptedBackend::wholeSeed);

        wizard.next();

        assertEquals(2, scene.backend.reviewed().size());
        assertEquals(2, scene.backend.seeded().size());
        assertEquals(Page.REPORT, wizard.page().get());
        assertEquals("Verified and published", scene.report().banner().title());
    }

    @Test
    void trying_again_stops_at_the_checks_when_they_find_a_problem() {
        scene.backend.seed(WizardTest::cannot);
        scene.onReview();
        wizard.next();
        scene.backend.review(
                (_, told) ->
                        told.accept(
                                new ReviewFact.Blocked(
                                        ReviewItem.DESTINATION_REGISTRY, Sample.loginWanted())));

        wizard.next();

        assertEquals(Page.REVIEW, wizard.page().get());
        assertEquals(1, scene.backend.seeded().size());
        assertEquals("_Next: Report", scene.footer().nextLabel());
    }

    @Test
    void a_new_seed_starts_with_verification_on() {
        scene.filledIn();
        wizard.trust().confirmation().set("skip verification");
        scene.onReview();
        wizard.next();

        wizard.next();

        assertEquals(Page.WHERE, wizard.page().get());
        assertFalse(wizard.trust().skipping().get());
        assertEquals(RailItem.Reach.AHEAD, scene.rail(Page.RUN).reach());
        assertEquals("Check first", scene.rail(Page.REVIEW).status());
    }

    @Test
    void an_idle_wizard_closes_at_once() {
        boolean[] closed = new boolean[1];

        wizard.stopThen(() -> closed[0] = true);

        assertTrue(closed[0]);
    }

    @Test
    void the_request_is_what_the_pages_say() {
        scene.filledIn();
        wizard.where().plainHttp().set(true);
        scene.onReview();
        wizard.next();

        SeedOrder order = scene.backend.seeded().getFirst();
        assertEquals(Sample.FROM, order.request().from().toString());
        assertEquals(Sample.TO, order.request().to().toString());
        assertEquals(PlainHttpPolicy.PERMITTED, order.plainHttp());
        assertEquals("/home/kim/seeds/robot-behavior-2026-11-24", order.folder().toString());
    }

    private static SeedReport cannot(SeedOrder order, SeedObserver observer) {
        return Sample.report(
                order,
                Optional.empty(),
                new SeedOutcome.Stopped(SeedStep.REPLICATE, List.of(Sample.loginWanted())));
    }
}
