package dev.autonomy.registry.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ParallelTest {

    private static final List<Integer> MANY = IntStream.range(0, 5000).boxed().toList();
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void results_come_in_the_order_of_the_items() throws Exception {
        assertEquals(MANY, Parallel.map(MANY, item -> item));
    }

    @Test
    void nothing_is_done_for_no_items() throws Exception {
        assertEquals(List.of(), Parallel.map(List.of(), _ -> never));
    }

    @Test
    void no_more_than_the_limit_run_at_once() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        Parallel.map(
                MANY,
                item -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                    return item;
                });

        assertTrue(most.get() <= Parallel.AT_ONCE, "at once: " + most);
    }

    @Test
    void as_many_as_the_limit_do_run_at_once() throws Exception {
        CyclicBarrier all = new CyclicBarrier(Parallel.AT_ONCE);

        Parallel.map(MANY.subList(0, Parallel.AT_ONCE), _ -> met(all));
    }

    @Test
    void work_that_runs_work_in_parallel_is_not_kept_waiting_by_its_like() throws Exception {
        List<Integer> some = MANY.subList(0, 40);

        List<Integer> sums =
                Parallel.map(
                        some,
                        outer ->
                                Parallel.map(some, inner -> Parallel.map(some, each -> each))
                                        .size());

        assertEquals(some.size(), sums.size());
    }

    static Stream<Throwable> whatever() {
        return Stream.of(
                new Obstacle.NotFound(Attempt.locally("trying"), "on purpose"),
                new IllegalStateException("on purpose"),
                new OutOfMemoryError("on purpose"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("whatever")
    void the_first_failure_ends_the_others_and_is_passed_on(Throwable thrown) {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();

        Throwable caught =
                assertThrows(
                        thrown.getClass(),
                        () ->
                                Parallel.map(
                                        List.of(0, 1),
                                        item -> {
                                            if (item == 0) {
                                                begun.await();
                                                throw sneaky(thrown);
                                            }
                                            try {
                                                begun.countDown();
                                                never.await();
                                            } finally {
                                                ended.incrementAndGet();
                                            }
                                            return item;
                                        }));

        assertSame(thrown, caught);
        assertEquals(1, ended.get());
    }

    @Test
    void what_comes_after_a_failure_is_not_begun() {
        AtomicInteger begun = new AtomicInteger();

        assertThrows(
                IllegalStateException.class,
                () ->
                        Parallel.map(
                                MANY,
                                _ -> {
                                    begun.incrementAndGet();
                                    throw new IllegalStateException("on purpose");
                                }));

        assertTrue(begun.get() <= Parallel.AT_ONCE, "begun: " + begun);
    }

    @Test
    void an_interruption_ends_all_of_it() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        AtomicInteger ended = new AtomicInteger();
        Thread caller =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        assertThrows(
                                                InterruptedException.class,
                                                () ->
                                                        Parallel.map(
                                                                List.of(0, 1),
                                                                item -> {
                                                                    try {
                                                                        begun.countDown();
                                                                        never.await();
                                                                    } finally {
                                                                        ended.incrementAndGet();
                                                                    }
                                                                    return item;
                                                                })));
        begun.await();

        caller.interrupt();
        caller.join();

        assertEquals(2, ended.get());
    }

    @Test
    void work_that_does_not_end_when_told_to_is_not_waited_for() throws Exception {
        Shift<Integer, Integer> shift = new Shift<>(List.of(0), _ -> deaf());
        Thread thread = Thread.ofVirtual().unstarted(shift::work);
        shift.begin(thread);

        thread.interrupt();
        shift.awaitEnd(Duration.ofMillis(10));

        assertTrue(thread.isAlive());
        never.countDown();
        thread.join();
    }

    /** Does not end when it is interrupted. */
    private int deaf() {
        while (true) {
            try {
                never.await();
                return 0;
            } catch (InterruptedException _) {
                Thread.onSpinWait();
            }
        }
    }

    private static int met(CyclicBarrier barrier) throws InterruptedException {
        try {
            return barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Obstacle sneaky(Throwable thrown) {
        return switch (thrown) {
            case Obstacle obstacle -> obstacle;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            default -> throw new IllegalArgumentException(thrown);
        };
    }
}
