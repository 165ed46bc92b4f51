package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunPageTest {

    private final LinkedBlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
    private final CompletableFuture<SeedObserver> observer = new CompletableFuture<>();
    private final CompletableFuture<SeedReport> report = new CompletableFuture<>();
    private boolean beside;
    private final WizardScene scene =
            new WizardScene(
                    new Threads(
                            task -> {
                                if (beside) {
                                    Thread.startVirtualThread(task);
                                } else {
                                    task.run();
                                }
                            },
                            task -> {
                                if (beside) {
                                    ui.add(task);
                                } else {
                                    task.run();
                                }
                            }));
    private final RunPage page = scene.wizard.run();

    @AfterEach
    void end_the_run() {
        scene.wizard.cancelRun();
    }

    @Test
    void a_running_copy_says_how_far_it_is() throws Exception {
        run();
        ScriptedBackend.halfOf(order(), observer.get(), Sample.NOW);
        later(Duration.ofSeconds(1));

        RunNumbers numbers = page.numbers().get();
        assertEquals("Copying to " + Sample.EDGE, numbers.title());
        assertEquals("fleet/robot-behavior:v2026.11.23-rc.1", numbers.subtitle());
        assertEquals("59 %", numbers.percent());
        assertTrue(numbers.amount().startsWith("503.4 of 810.8 MB  ·  2."), numbers.amount());
        assertEquals("About 1 min 50 s left", numbers.left());
        assertEquals(
                "The tag has not moved. Robots keep getting the old bundle until all checks pass.",
                numbers.note());
        assertTrue(numbers.event().orElseThrow().contains("retry 1 of 3"));
        assertTrue(scene.rail(Page.RUN).status().startsWith("59 %, 2 min left"));
    }

    @Test
    void a_lost_link_is_waited_for_with_a_clock_and_nobody_promises_a_time() throws Exception {
        run();
        ScriptedBackend.halfOf(order(), observer.get(), Sample.NOW);
        observer.get()
                .on(
                        new SeedEvent.Waiting(
                                Sample.NOW,
                                Sample.EDGE,
                                Sample.NOW,
                                Sample.NOW.plus(Duration.ofMinutes(30))));
        later(Duration.ofSeconds(65));

        RunNumbers numbers = page.numbers().get();
        assertEquals("Waiting for " + Sample.EDGE, numbers.title());
        assertTrue(
                numbers.event()
                        .orElseThrow()
                        .startsWith("No link to " + Sample.EDGE + " for 1 min 5 s."),
                numbers.event().orElseThrow());
        assertEquals("Time left: not known", numbers.left());
        assertEquals("59 %, waiting for the link", scene.rail(Page.RUN).status());
        assertTrue(
                page.rows().stream()
                        .map(row -> row.values().get())
                        .allMatch(row -> row.rate().isEmpty() && row.left().isEmpty()));

        observer.get().on(new SeedEvent.Answering(Sample.NOW.plusSeconds(70), Sample.EDGE));
        later(Duration.ofSeconds(71));

        assertEquals("Copying to " + Sample.EDGE, page.numbers().get().title());
    }

    @Test
    void what_the_review_found_waits_in_its_rows_until_the_run_has_planned() throws Exception {
        run();

        assertEquals(
                List.of(
                        "Image linux/amd64",
                        "Image linux/arm64",
                        "Lock",
                        "Policy",
                        "Signature of image",
                        "Signature of lock",
                        "Signature of policy"),
                page.rows().stream().map(RunRow::name).toList());
        assertTrue(
                page.rows().stream()
                        .allMatch(row -> row.values().get().state() == RunRow.State.WAITING));
    }

    @Test
    void a_plan_that_holds_less_than_the_review_found_drops_the_rest() throws Exception {
        run();
        SeedEvent.Artifact image = Sample.image();
        observer.get().on(new SeedEvent.Planned(Sample.NOW, List.of(image), image.bytes()));
        later(Duration.ofSeconds(1));

        assertEquals(
                List.of("Image linux/amd64", "Image linux/arm64"),
                page.rows().stream().map(RunRow::name).toList());
    }

    @Test
    void every_artifact_has_a_row_that_keeps_its_place() throws Exception {
        run();
        ScriptedBackend.halfOf(order(), observer.get(), Sample.NOW);
        later(Duration.ofSeconds(1));
        List<RunRow> before = List.copyOf(page.rows());
        assertEquals(
                List.of(
                        "Image linux/amd64",
                        "Image linux/arm64",
                        "Lock",
                        "Policy",
                        "Signature of image",
                        "Signature of lock",
                        "Signature of policy"),
                before.stream().map(RunRow::name).toList());
        assertEquals(RunRow.State.COPIED, before.getFirst().values().get().state());
        assertEquals("90.8 of 398.1 MB", before.get(1).values().get().size());
        assertEquals(
                "Image linux/arm64, Copying, 22 percent, 90.8 of 398.1 MB",
                before.get(1).values().get().spoken());

        ScriptedBackend.wholeSeed(order(), observer.get());
        later(Duration.ofSeconds(1));

        for (int i = 0; i < before.size(); i++) {
            assertSame(before.get(i), page.rows().get(i));
            assertEquals(RunRow.State.COPIED, page.rows().get(i).values().get().state());
        }
    }

    @Test
    void a_platform_that_is_there_is_not_said_to_be_on_its_way() throws Exception {
        run();
        ScriptedBackend.planned(order(), observer.get(), Sample.NOW);
        SeedEvent.Artifact image = Sample.image();
        observer.get().on(new SeedEvent.ArtifactStarted(Sample.NOW, image));
        observer.get()
                .on(
                        new SeedEvent.Bytes(
                                Sample.NOW, image, Sample.AMD64_LAYER, 412_600_000, 412_600_000));
        later(Duration.ofSeconds(1));

        assertEquals(RunRow.State.COPIED, page.rows().get(0).values().get().state());
        assertEquals(
                RunRow.State.WAITING,
                page.rows().get(1).values().get().state(),
                "nothing of it has moved yet");
    }

    @Test
    void a_platform_that_lacks_its_manifest_alone_has_no_rate_and_no_time_left() throws Exception {
        run();
        Digest manifest = Sample.digest("amd64");
        SeedEvent.PlatformContents amd64 =
                new SeedEvent.PlatformContents(
                        Sample.AMD64,
                        manifest,
                        Map.of(manifest, 900L, Sample.AMD64_LAYER, 5_000_000L));
        SeedEvent.Artifact image =
                new SeedEvent.Artifact(
                        "image", Sample.digest("image"), amd64.contents(), List.of(amd64));
        observer.get().on(new SeedEvent.Planned(Sample.NOW, List.of(image), image.bytes()));
        observer.get().on(new SeedEvent.ArtifactStarted(Sample.NOW, image));
        for (int second = 1; second <= 5; second++) {
            observer.get()
                    .on(
                            new SeedEvent.Bytes(
                                    Sample.NOW.plusSeconds(second),
                                    image,
                                    Sample.AMD64_LAYER,
                                    second * 1_000_000L,
                                    5_000_000));
        }
        later(Duration.ofSeconds(5));

        RunRow.Values values = page.rows().getFirst().values().get();
        assertEquals(RunRow.State.COPIED, values.state());
        assertEquals("", values.rate() + values.left());
    }

    @Test
    void the_bar_never_moves_backwards_and_is_full_only_when_published() throws Exception {
        run();
        ScriptedBackend.halfOf(order(), observer.get(), Sample.NOW);
        page.refresh();
        double half = page.overall().get();

        observer.get().on(moreThanPlanned());
        page.refresh();
        assertEquals(half, page.overall().get());

        for (SeedEvent.Artifact artifact : moreThanPlanned().artifacts()) {
            observer.get()
                    .on(
                            new SeedEvent.ArtifactFinished(
                                    Sample.NOW, artifact, Transfer.Status.COPIED));
        }
        for (SeedStep step : List.of(SeedStep.DIGESTS, SeedStep.VERIFY)) {
            observer.get().on(new SeedEvent.StepFinished(Sample.NOW, step));
        }
        page.refresh();
        assertEquals(0.99, page.overall().get(), 0.0001);

        observer.get().on(new SeedEvent.StepFinished(Sample.NOW, SeedStep.PUBLISH));
        page.refresh();
        assertEquals(1.0, page.overall().get(), 0.0001);
    }

    @Test
    void numbers_change_at_most_four_times_a_second() throws Exception {
        run();
        later(Duration.ofSeconds(1));
        RunNumbers shown = page.numbers().get();

        later(Duration.ofMillis(100));
        assertSame(shown, page.numbers().get());

        later(Duration.ofMillis(200));
        assertFalse(shown == page.numbers().get());
    }

    @Test
    void a_link_that_says_nothing_is_noticed() throws Exception {
        run();
        ScriptedBackend.halfOf(order(), observer.get(), Sample.NOW);

        later(Duration.ofSeconds(12));

        assertEquals(
                "No data for 12 s. At 60 s the run looks whether the link is there: it waits for a"
                        + " lost one, and stops otherwise.",
                page.numbers().get().event().orElseThrow());
        assertEquals("Time left: not known", page.numbers().get().left());
        assertFalse(page.numbers().get().amount().contains("/s"), page.numbers().get().amount());
        assertEquals("59 %", page.numbers().get().status());
        assertEquals("No data", page.rows().get(1).values().get().stateText());
        assertEquals(StepMark.State.QUIET, page.steps().getFirst().state());
    }

    @Test
    void cancelling_acts_at_once_and_ends_in_a_report_that_says_what_is_kept() throws Exception {
        run();
        ScriptedBackend.halfOf(order(), observer.get(), Sample.NOW);
        later(Duration.ofSeconds(1));

        scene.wizard.cancelRun();
        assertEquals(RunPage.State.CANCELLING, page.state().get());
        assertEquals("Cancelling…", page.numbers().get().title());
        assertEquals(Footer.Leave.CANCELLING, scene.footer().leave());
        ui.poll(10, TimeUnit.SECONDS).run();

        assertEquals(RunPage.State.ENDED, page.state().get());
        assertEquals("Cancelled", scene.report().banner().title());
        assertTrue(scene.report().banner().meaning().contains("still holds the old bundle"));
        assertTrue(
                scene.report().plainDetails().contains("412.6 of 810.8 MB in finished layers"),
                scene.report().plainDetails());
        assertEquals(RunRow.State.STOPPED, page.rows().get(1).values().get().state());
        assertEquals(Page.REPORT, scene.wizard.page().get());
    }

    @Test
    void leaving_and_returning_loses_nothing() throws Exception {
        run();
        ScriptedBackend.halfOf(order(), observer.get(), Sample.NOW);
        later(Duration.ofSeconds(1));

        scene.wizard.goTo(Page.WHERE);
        assertFalse(scene.wizard.editable().get());
        report.complete(ScriptedBackend.wholeSeed(order(), observer.get()));
        ui.poll(10, TimeUnit.SECONDS).run();

        assertEquals(Page.WHERE, scene.wizard.page().get());
        assertTrue(scene.wizard.editable().get());
        assertEquals("Verified", scene.rail(Page.REPORT).status());
        scene.wizard.goTo(Page.RUN);
        assertEquals(7, page.rows().size());
        assertEquals("Done in 1 s", page.numbers().get().title());
    }

    @Test
    void closing_the_window_waits_until_the_run_has_ended() throws Exception {
        run();
        CountDownLatch closed = new CountDownLatch(1);
        assertTrue(scene.wizard.isBusy());

        scene.wizard.stopThen(closed::countDown);
        assertEquals(1, closed.getCount());
        ui.poll(10, TimeUnit.SECONDS).run();
        assertEquals(1, closed.getCount(), "the report is not on disk yet");
        ui.poll(10, TimeUnit.SECONDS).run();
        assertEquals(1, scene.backend.kept().size());

        assertEquals(0, closed.getCount());
        assertFalse(scene.wizard.isBusy());
    }

    /** A run on a thread of its own; how it ends is told when the test takes it from the queue. */
    private void run() throws Exception {
        scene.backend.seed(
                (_, told) -> {
                    observer.complete(told);
                    try {
                        return report.get();
                    } catch (ExecutionException e) {
                        throw new IllegalStateException(e);
                    }
                });
        scene.onReview();
        beside = true;
        scene.wizard.next();
        observer.get(10, TimeUnit.SECONDS);
    }

    private static SeedEvent.Planned moreThanPlanned() {
        List<SeedEvent.Artifact> artifacts = new ArrayList<>(Sample.artifacts(true));
        artifacts.add(
                new SeedEvent.Artifact(
                        "attestation of image",
                        Sample.digest("attestation"),
                        Map.of(Sample.digest("attestation blob"), 900_000_000L),
                        List.of()));
        return new SeedEvent.Planned(Sample.NOW, artifacts, Sample.total(artifacts));
    }

    private SeedOrder order() {
        return scene.backend.seeded().getFirst();
    }

    private void later(Duration time) {
        scene.clock.pass(time);
        page.refresh();
    }
}
