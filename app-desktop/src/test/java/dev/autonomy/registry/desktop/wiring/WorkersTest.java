package dev.autonomy.registry.desktop.wiring;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private final Workers workers = new Workers();

    @Test
    void stopping_cancels_what_is_done_and_waits_until_it_has_cleaned_up() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        AtomicBoolean cleanedUp = new AtomicBoolean();
        workers.execute(
                () -> {
                    working.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException _) {
                        cleanedUp.set(true);
                    }
                });
        working.await();

        workers.stop(Duration.ofSeconds(20));

        assertTrue(cleanedUp.get());
    }

    @Test
    void idle_workers_stop_at_once() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        workers.execute(done::countDown);
        done.await();

        workers.stop(Duration.ofDays(1));
    }
}
