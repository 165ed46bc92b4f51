package dev.autonomy.registry.seed;

import dev.autonomy.registry.testkit.InMemoryRegistries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * Registries that answer the questions of a round only when all of them were asked: a run that asks
 * them one after the other never gets an answer. What belongs to no round is a question too many.
 */
final class Rounds implements InMemoryRegistries.Interference {

    private final List<Round> rounds = new ArrayList<>();

    private Optional<Round> otherwise = Optional.empty();

    private static final class Round {
        private final List<String> toCome;
        private final CountDownLatch complete;

        Round(List<String> questions) {
            toCome = new ArrayList<>(questions);
            complete = new CountDownLatch(questions.size());
        }
    }

    Rounds then(List<Stream<String>> questions) {
        rounds.add(new Round(questions.stream().flatMap(each -> each).toList()));
        return this;
    }

    /** Whatever is asked beside these rounds is answered. */
    Rounds thenAnything() {
        otherwise = Optional.of(new Round(List.of()));
        return this;
    }

    @Override
    public void before(String request) throws InterruptedException {
        Round round = roundOf(request);
        round.complete.countDown();
        round.complete.await();
    }

    private synchronized Round roundOf(String request) {
        return rounds.stream()
                .filter(round -> round.toCome.remove(request))
                .findFirst()
                .or(() -> otherwise)
                .orElseThrow(() -> new AssertionError("a question too many: " + request));
    }
}
