package dev.autonomy.registry.desktop.wiring;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private final Workers workers = new Workers();

    @Test
    void stopping_cancels_what_is_done_and_waits_until_it_has_cleaned_up() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch cleanUp = new CountDownLatch(1);
        AtomicBoolean cleanedUp = new AtomicBoolean();
        workers.execute(
                () -> {
                    working.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException _) {
                        cancelled.countDown();
                        cleanedUp.set(reached(cleanUp));
                    }
                });
        working.await();

        CompletableFuture<Boolean> cleanWhenStopped =
                CompletableFuture.supplyAsync(
                        () -> {
                            stop();
                            return cleanedUp.get();
                        });
        assertTrue(reached(cancelled));
        cleanUp.countDown();

        assertTrue(cleanWhenStopped.get(20, TimeUnit.SECONDS));
    }

    private void stop() {
        try {
            workers.stop(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean reached(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void idle_workers_stop_at_once() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        workers.execute(done::countDown);
        done.await();

        workers.stop(Duration.ofDays(1));
    }
}
