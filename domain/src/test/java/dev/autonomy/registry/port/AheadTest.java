package dev.autonomy.registry.port;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AheadTest {

    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void work_is_under_way_before_anybody_asks_for_it() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);

        try (Ahead<Integer> _ =
                Ahead.begin(
                        () -> {
                            begun.countDown();
                            return 1;
                        })) {
            begun.await();
        }
    }

    @Test
    void what_failed_is_told_each_time_it_is_asked_for() {
        Obstacle failure = new Obstacle.NotFound(Attempt.locally("trying"), "on purpose");
        Ahead<Integer> work =
                Ahead.begin(
                        () -> {
                            throw failure;
                        });

        assertSame(failure, assertThrows(Obstacle.class, work::result));
        assertSame(failure, assertThrows(Obstacle.class, work::result));
    }

    @Test
    void closing_ends_what_is_under_way() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean isEnded = new AtomicBoolean();
        Ahead<Integer> work =
                Ahead.begin(
                        () -> {
                            try {
                                begun.countDown();
                                never.await();
                            } finally {
                                isEnded.set(true);
                            }
                            return 1;
                        });
        begun.await();

        work.close();

        assertTrue(isEnded.get());
    }
}
