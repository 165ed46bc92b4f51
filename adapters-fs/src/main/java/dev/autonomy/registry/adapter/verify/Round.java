package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Questions that are asked side by side and come to what they would have come to one after the
 * other: of several that cannot be answered the first one counts, and those behind it are given up.
 */
final class Round {

    private final List<Asked<?>> asked = new ArrayList<>();
    private int answerable = Integer.MAX_VALUE;

    /** Something to ask. */
    interface Question<T> {
        T ask() throws Obstacle, InterruptedException;
    }

    /** Takes a question up; the answer is there when the round was run. */
    <T> Supplier<T> ask(Question<T> question) {
        Asked<T> next = new Asked<>(question, asked.size());
        asked.add(next);
        return next::answer;
    }

    /** Asks all of it, some at a time. */
    void run() throws Obstacle, InterruptedException {
        Parallel.map(asked, Asked::ask);
        for (Asked<?> each : asked) {
            if (each.obstacle.isPresent()) {
                throw each.obstacle.get();
            }
        }
    }

    private final class Asked<T> {
        private final Question<T> question;
        private final int place;
        private Optional<T> answer = Optional.empty();
        private Optional<Obstacle> obstacle = Optional.empty();
        private Optional<Thread> asking = Optional.empty();

        Asked(Question<T> question, int place) {
            this.question = question;
            this.place = place;
        }

        T answer() {
            return answer.orElseThrow(() -> new IllegalStateException("asked and not answered"));
        }

        Asked<T> ask() throws InterruptedException {
            if (!begins()) {
                return this;
            }
            try {
                answer = Optional.of(question.ask());
            } catch (Obstacle met) {
                obstacle = Optional.of(met);
                giveUpBehind();
            } catch (InterruptedException e) {
                if (!isGivenUp()) {
                    throw e;
                }
            } finally {
                ends();
            }
            return this;
        }

        private boolean begins() {
            synchronized (Round.this) {
                asking = Optional.of(Thread.currentThread());
                return !isGivenUp();
            }
        }

        private void ends() {
            synchronized (Round.this) {
                asking = Optional.empty();
            }
        }

        private boolean isGivenUp() {
            synchronized (Round.this) {
                return place > answerable;
            }
        }

        private void giveUpBehind() {
            synchronized (Round.this) {
                answerable = Math.min(answerable, place);
                asked.stream()
                        .filter(Asked::isGivenUp)
                        .flatMap(each -> each.asking.stream())
                        .forEach(Thread::interrupt);
            }
        }
    }
}
