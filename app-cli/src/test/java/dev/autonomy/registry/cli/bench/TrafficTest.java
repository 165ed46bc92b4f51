package dev.autonomy.registry.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TrafficTest {

    private final Traffic traffic = new Traffic();
    private final Traffic.Conversation one = traffic.connected();
    private final Traffic.Conversation other = traffic.connected();

    @Test
    void connections_are_counted_without_a_word_said() {
        assertEquals(new Traffic.Count(2, 0, 0), traffic.take());
    }

    @Test
    void what_is_sent_in_pieces_is_one_exchange() {
        one.asks();
        one.asks();

        assertEquals(1, traffic.take().exchanges());
    }

    @Test
    void what_is_sent_after_an_answer_is_another_exchange() {
        one.asks();
        one.hears();
        one.asks();

        assertEquals(2, traffic.take().exchanges());
    }

    @Test
    void exchanges_begun_before_any_answer_are_one_round() {
        one.asks();
        other.asks();

        assertEquals(1, traffic.take().rounds());
    }

    @Test
    void an_exchange_begun_after_an_answer_begins_a_round() {
        one.asks();
        one.hears();
        other.asks();

        assertEquals(2, traffic.take().rounds());
    }

    @Test
    void a_late_answer_of_an_earlier_round_ends_no_round() {
        one.asks();
        other.asks();
        one.hears();
        one.asks();
        other.hears();
        other.asks();

        assertEquals(2, traffic.take().rounds());
    }

    @Test
    void more_of_an_answer_ends_no_round() {
        one.asks();
        one.hears();
        other.asks();
        one.hears();
        one.asks();

        assertEquals(2, traffic.take().rounds());
    }

    @Test
    void a_count_begins_anew_once_it_is_taken() {
        one.asks();
        traffic.take();

        assertEquals(new Traffic.Count(0, 0, 0), traffic.take());
    }

    @Test
    void what_begins_after_a_count_is_in_a_round_of_the_next() {
        one.asks();
        traffic.take();
        other.asks();

        assertEquals(1, traffic.take().rounds());
    }
}
