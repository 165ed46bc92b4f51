package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.skopeo.CopyProgress.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StallWatchTest {

    private long now = Long.MAX_VALUE - 5;
    private final StallWatch watch = new StallWatch(Duration.ofSeconds(60), () -> now);

    @Test
    void stillness_up_to_the_time_out_is_no_stall() {
        watch.isStalled(100_000, Stage.MOVING);
        pass(59);
        assertFalse(watch.isStalled(100_000, Stage.MOVING));
        pass(1);
        assertTrue(watch.isStalled(100_000, Stage.MOVING));
    }

    @Test
    void each_move_starts_the_time_again() {
        for (long moved = 10_000; moved < 100_000; moved += 10_000) {
            pass(59);
            assertFalse(watch.isStalled(moved, Stage.MOVING));
        }
    }

    @Test
    void silence_from_the_beginning_is_a_stall() {
        pass(60);
        assertTrue(watch.isStalled(0, Stage.BEGINNING));
    }

    @Test
    void what_an_idle_process_does_is_no_move() {
        long moved = 0;
        for (int second = 0; second < 59; second++) {
            pass(1);
            moved += 16;
            assertFalse(watch.isStalled(moved, Stage.MOVING));
        }
        pass(1);
        assertTrue(watch.isStalled(moved + 16, Stage.MOVING));
    }

    @Test
    void after_the_last_byte_the_registry_gets_ten_times_as_long() {
        pass(599);
        assertFalse(watch.isStalled(0, Stage.AWAITING_ANSWER));
        pass(1);
        assertTrue(watch.isStalled(0, Stage.AWAITING_ANSWER));
    }

    @Test
    void a_pause_that_was_meant_does_not_count() {
        pass(59);
        watch.restart();
        pass(59);
        assertFalse(watch.isStalled(0, Stage.MOVING));
        pass(1);
        assertTrue(watch.isStalled(0, Stage.MOVING));
    }

    private void pass(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
