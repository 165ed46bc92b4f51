package dev.autonomy.registry.adapter.patience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import dev.autonomy.registry.progress.LinkObserver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkTest {

    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

    private final List<Duration> rests = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private Instant now = START;

    @Test
    void a_registry_that_answers_was_not_lost() throws Exception {
        Link link = answeredBefore(Duration.ofMinutes(1));

        assertFalse(link.regains(() -> {}));
        assertEquals(List.of(), rests);
    }

    @Test
    void a_registry_that_never_answered_is_not_waited_for() throws Exception {
        Link link = link(Duration.ofMinutes(1));

        assertFalse(link.regains(outOfReachUntil(5)));
        assertEquals(0, asked.get());
    }

    @Test
    void without_patience_nothing_is_asked() throws Exception {
        assertFalse(answeredBefore(Duration.ZERO).regains(outOfReachUntil(5)));
        assertEquals(0, asked.get());
    }

    @Test
    void a_lost_registry_is_asked_at_growing_intervals_of_at_most_half_a_minute() throws Exception {
        Link link = answeredBefore(Duration.ofMinutes(30));

        assertTrue(link.regains(outOfReachUntil(9)));

        assertEquals(seconds(1, 2, 4, 8, 16, 30, 30, 30), rests);
    }

    @Test
    void the_wait_is_told_with_its_end_and_so_is_the_answer() throws Exception {
        Link link = answeredBefore(Duration.ofMinutes(30));

        link.regains(outOfReachUntil(3));

        String waiting = "waiting edge.example " + START + " " + START.plus(Duration.ofMinutes(30));
        assertEquals(List.of(waiting, waiting, "answering edge.example"), told);
    }

    @Test
    void patience_ends_on_time_and_is_not_begun_anew_by_the_next_question() throws Exception {
        Link link = answeredBefore(Duration.ofSeconds(10));
        Probe never = outOfReachUntil(Integer.MAX_VALUE);

        assertFalse(link.regains(never));
        assertEquals(seconds(1, 2, 4, 3), rests);
        assertFalse(link.regains(never));
        assertEquals(4, rests.size());
    }

    @Test
    void a_registry_that_answers_again_later_may_be_lost_and_waited_for_again() throws Exception {
        Link link = answeredBefore(Duration.ofSeconds(10));
        link.regains(outOfReachUntil(Integer.MAX_VALUE));

        link.answered();

        assertTrue(link.regains(outOfReachUntil(asked.get() + 2)));
    }

    @Test
    void any_answer_of_the_registry_ends_the_wait() throws Exception {
        Link link = answeredBefore(Duration.ofMinutes(1));

        assertTrue(
                link.regains(
                        () -> {
                            if (asked.incrementAndGet() < 2) {
                                throw failure(Reason.CONNECTION_REFUSED);
                            }
                            throw failure(Reason.SERVER_ERROR);
                        }));
    }

    @Test
    void an_interruption_ends_the_wait() {
        Link link =
                new Link(
                        "edge.example",
                        new LinkPatience(Duration.ofMinutes(1), LinkObserver.none()),
                        Clock.systemUTC(),
                        _ -> {
                            throw new InterruptedException();
                        });
        link.answered();

        assertThrows(InterruptedException.class, () -> link.regains(outOfReachUntil(5)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {
                "CONNECTION_LOST",
                "CONNECTION_REFUSED",
                "UNKNOWN_HOST",
                "TIMED_OUT",
                "STALLED",
                "PROXY",
                "TRANSFER_FAILED"
            })
    void what_a_lost_link_looks_like_may_be_one(Reason reason) {
        assertTrue(Link.mayBeLost(failure(reason)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"SERVER_ERROR", "TOO_MANY_REQUESTS", "CERTIFICATE", "WRITE_REFUSED"})
    void what_a_registry_answers_is_no_lost_link(Reason reason) {
        assertFalse(Link.mayBeLost(failure(reason)));
    }

    private Link answeredBefore(Duration patience) {
        Link link = link(patience);
        link.answered();
        return link;
    }

    private Link link(Duration patience) {
        LinkObserver observer =
                new LinkObserver() {
                    @Override
                    public void waiting(String registry, Instant since, Instant until) {
                        told.add("waiting " + registry + " " + since + " " + until);
                    }

                    @Override
                    public void answering(String registry) {
                        told.add("answering " + registry);
                    }
                };
        return new Link(
                "edge.example",
                new LinkPatience(patience, observer),
                clock(),
                rest -> {
                    rests.add(rest);
                    now = now.plus(rest);
                });
    }

    /** Out of reach until it was asked this often. */
    private Probe outOfReachUntil(int question) {
        return () -> {
            if (asked.incrementAndGet() < question) {
                throw failure(Reason.CONNECTION_REFUSED);
            }
        };
    }

    /** Moves with the rests. */
    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private static Obstacle.Unreachable failure(Reason reason) {
        return new Obstacle.Unreachable(reason, Attempt.locally("asking"), "seen: " + reason);
    }

    private static List<Duration> seconds(long... seconds) {
        return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
    }
}
