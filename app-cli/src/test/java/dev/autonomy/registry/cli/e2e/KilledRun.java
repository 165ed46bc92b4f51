package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A process that ends by {@code kill -9} at a moment counted in what goes by two registries. */
final class KilledRun {

    private static final int SIGNALLED = 128;
    private static final int SIGKILL = 9;

    private final FaultProxy source;
    private final FaultProxy edge;

    KilledRun(FaultProxy source, FaultProxy edge) {
        this.source = source;
        this.edge = edge;
    }

    /** How many requests and pieces of data go by while this is done. */
    int eventsOf(Runnable whole) {
        AtomicInteger events = new AtomicInteger();
        watch(events::incrementAndGet);
        whole.run();
        watch(() -> {});
        return events.get();
    }

    /** An orphaned skopeo ends its copy by itself; what it still brings need not be sent again. */
    void after(int moment, Supplier<SeedProcess> start) throws InterruptedException {
        AtomicInteger events = new AtomicInteger();
        try (SeedProcess run = start.get()) {
            watch(
                    () -> {
                        if (events.incrementAndGet() == moment) {
                            run.kill();
                        }
                    });
            assertEquals(SIGNALLED + SIGKILL, run.await().status(), "event " + moment);
            run.orphans().forEach(each -> each.onExit().join());
        }
        watch(() -> {});
    }

    private void watch(Runnable each) {
        source.watch(each);
        edge.watch(each);
    }
}
