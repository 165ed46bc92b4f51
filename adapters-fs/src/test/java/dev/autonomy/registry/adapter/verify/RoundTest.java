package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Parallel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoundTest {

    private static final Obstacle FIRST =
            new Obstacle.NotFound(Attempt.locally("trying"), "the first");
    private static final Obstacle SECOND =
            new Obstacle.NotFound(Attempt.locally("trying"), "the second");

    private final Round round = new Round();
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void each_question_gets_its_own_answer() throws Exception {
        List<Supplier<Integer>> answers =
                IntStream.range(0, 100).mapToObj(i -> round.ask(() -> i)).toList();

        round.run();

        assertEquals(
                IntStream.range(0, 100).boxed().toList(),
                answers.stream().map(Supplier::get).toList());
    }

    @Test
    void what_was_not_run_has_no_answer() {
        Supplier<Integer> answer = round.ask(() -> 1);

        assertThrows(IllegalStateException.class, answer::get);
    }

    @Test
    void of_several_obstacles_that_of_the_first_question_counts_whenever_it_comes() {
        CountDownLatch secondFailed = new CountDownLatch(1);
        round.ask(
                () -> {
                    secondFailed.await();
                    throw FIRST;
                });
        round.ask(
                () -> {
                    try {
                        throw SECOND;
                    } finally {
                        secondFailed.countDown();
                    }
                });

        assertSame(FIRST, assertThrows(Obstacle.class, round::run));
    }

    @Test
    void what_is_asked_behind_an_obstacle_is_given_up() {
        round.ask(
                () -> {
                    begun.await();
                    throw FIRST;
                });
        round.ask(this::waited);

        assertSame(FIRST, assertThrows(Obstacle.class, round::run));
        assertEquals(1, ended.get());
    }

    @Test
    void what_was_asked_before_an_obstacle_still_gets_its_answer() {
        CountDownLatch failed = new CountDownLatch(1);
        Supplier<String> before =
                round.ask(
                        () -> {
                            failed.await();
                            return "answered";
                        });
        round.ask(
                () -> {
                    failed.countDown();
                    throw SECOND;
                });

        assertThrows(Obstacle.class, round::run);
        assertEquals("answered", before.get());
    }

    @Test
    void behind_an_obstacle_nothing_more_is_asked() {
        AtomicInteger asked = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            round.ask(
                    () -> {
                        asked.incrementAndGet();
                        throw FIRST;
                    });
        }

        assertThrows(Obstacle.class, round::run);
        assertTrue(asked.get() <= Parallel.AT_ONCE, "asked: " + asked);
    }

    @Test
    void an_interruption_ends_all_of_it() throws Exception {
        round.ask(this::waited);
        round.ask(this::waited);
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> assertThrows(InterruptedException.class, round::run));
        begun.await();

        caller.interrupt();
        caller.join();

        assertTrue(ended.get() > 0);
    }

    @Test
    void a_bug_is_passed_on() {
        IllegalStateException bug = new IllegalStateException("on purpose");
        round.ask(
                () -> {
                    throw bug;
                });

        assertSame(bug, assertThrows(IllegalStateException.class, round::run));
    }

    private int waited() throws InterruptedException {
        try {
            begun.countDown();
            never.await();
            return 0;
        } finally {
            ended.incrementAndGet();
        }
    }
}
