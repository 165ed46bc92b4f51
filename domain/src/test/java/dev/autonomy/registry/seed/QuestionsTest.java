package dev.autonomy.registry.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.port.Parallel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuestionsTest {

    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void a_question_that_was_asked_ahead_is_not_asked_again() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Questions<String, Integer> questions = new Questions<>(_ -> asked.incrementAndGet())) {
            questions.ask("one");

            assertEquals(1, questions.answer("one"));
            assertEquals(1, questions.answer("one"));
        }
        assertEquals(1, asked.get());
    }

    @Test
    void no_more_questions_than_the_limit_are_under_way_at_once() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> many = IntStream.range(0, 500).boxed().toList();
        try (Questions<Integer, Integer> questions =
                new Questions<>(
                        item -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            Thread.yield();
                            now.decrementAndGet();
                            return item;
                        })) {
            many.forEach(questions::ask);
            for (Integer each : many) {
                questions.answer(each);
            }
        }

        assertTrue(most.get() <= Parallel.AT_ONCE, "at once: " + most);
    }

    @Test
    void closing_ends_every_question() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        AtomicInteger ended = new AtomicInteger();
        Questions<Integer, Integer> questions =
                new Questions<>(
                        item -> {
                            try {
                                begun.countDown();
                                never.await();
                            } finally {
                                ended.incrementAndGet();
                            }
                            return item;
                        });
        questions.ask(1);
        questions.ask(2);
        begun.await();

        questions.close();

        assertEquals(2, ended.get());
    }
}
