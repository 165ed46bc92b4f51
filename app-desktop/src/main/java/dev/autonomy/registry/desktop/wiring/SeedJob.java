package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.progress.SeedObserver;
import dev.autonomy.registry.seed.Seeder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A seed that runs beside the window: it outlives pages, can be cancelled, and tells how it ended
 * once.
 */
public final class SeedJob {

    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final Thread worker;

    private SeedJob(Seeder seeder, SeedRequest request, SeedObserver observer) {
        worker = Thread.ofVirtual().name("seed").unstarted(() -> run(seeder, request, observer));
    }

    public static SeedJob start(Seeder seeder, SeedRequest request, SeedObserver observer) {
        SeedJob job = new SeedJob(seeder, request, observer);
        job.worker.start();
        return job;
    }

    /** How a job ended. */
    public sealed interface Ending {

        /** The use case came to its own end, good or bad. */
        record Reported(SeedReport report) implements Ending {}

        record Cancelled() implements Ending {}

        /** An error in this program. */
        record Failed(RuntimeException bug) implements Ending {}
    }

    /** Interrupts the run; the ending follows when everything it started has ended. */
    public void cancel() {
        worker.interrupt();
    }

    public CompletionStage<Ending> ending() {
        return ending.minimalCompletionStage();
    }

    private void run(Seeder seeder, SeedRequest request, SeedObserver observer) {
        try {
            ending.complete(new Ending.Reported(seeder.seed(request, observer)));
        } catch (InterruptedException _) {
            ending.complete(new Ending.Cancelled());
        } catch (RuntimeException bug) {
            ending.complete(new Ending.Failed(bug));
        }
    }
}
