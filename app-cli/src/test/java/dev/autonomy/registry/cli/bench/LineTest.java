package dev.autonomy.registry.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineTest {

    private static final Duration DELAY = Duration.ofMillis(25);

    @Test
    void a_hundred_megabits_a_second_take_80_nanoseconds_for_a_byte() {
        assertEquals(80_000, new Line(DELAY, 100).departure(0, 1_000));
    }

    @Test
    void bytes_wait_for_the_ones_before_them() {
        Line line = new Line(DELAY, 100);
        line.departure(0, 1_000);

        assertEquals(160_000, line.departure(10, 1_000));
    }

    @Test
    void a_line_that_was_idle_does_not_make_up_for_it() {
        Line line = new Line(DELAY, 100);
        line.departure(0, 1_000);

        assertEquals(1_080_000, line.departure(1_000_000, 1_000));
    }

    @Test
    void without_a_rate_bytes_leave_when_they_are_ready() {
        Line line = new Line(DELAY, 0);
        line.departure(7, 1 << 30);

        assertEquals(7, line.departure(7, 1 << 30));
    }

    @Test
    void what_leaves_arrives_after_the_delay() {
        assertEquals(25_000_007, new Line(DELAY, 100).arrival(7));
    }
}
