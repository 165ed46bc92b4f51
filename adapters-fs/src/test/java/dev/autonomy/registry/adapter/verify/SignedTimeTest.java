package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.autonomy.registry.model.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final Freshness A_MONTH = new Freshness.NotOlderThan(Duration.ofDays(30));

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T12:00:00Z, 2026-11-22T12:00:00Z",
        "2026-11-22T12:00:00.5Z, 2026-11-22T12:00:00.5Z",
        "2026-11-22T12:00:00.123456789Z, 2026-11-22T12:00:00.123456789Z",
        "2026-11-22T14:30:00+02:30, 2026-11-22T12:00:00Z",
        "2026-11-22T04:00:00-08:00, 2026-11-22T12:00:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z"
    })
    void rfc_3339_is_read(String text, Instant expected) {
        assertEquals(Optional.of(expected), SignedTime.read(TextNode.valueOf(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-22",
                "2026-11-22T12:00Z",
                "2026-11-22 12:00:00Z",
                "2026-11-22t12:00:00z",
                "2026-11-22T12:00:00",
                "2026-11-22T12:00:00,5Z",
                "2026-11-22T12:00:00.Z",
                "2026-11-22T12:00:00.1234567890Z",
                "2026-11-22T12:00:00+0200",
                "2026-11-22T12:00:00+02",
                "2026-11-22T12:00:00+02:00:30",
                "2026-11-22T12:00:00+19:00",
                "2026-11-22T12:00:00Z[UTC]",
                "2026-11-22T24:00:00Z",
                "2026-11-22T23:59:60Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "+12026-11-22T12:00:00Z",
                "12026-11-22T12:00:00Z",
                " 2026-11-22T12:00:00Z",
                "2026-11-22T12:00:00Z\n",
                "２０２６-11-22T12:00:00Z"
            })
    void anything_else_is_not_a_time(String text) {
        assertEquals(Optional.empty(), SignedTime.read(TextNode.valueOf(text)));
        assertEquals(
                Optional.of("its autonomy.signed-at is not a time"),
                SignedTime.problem(TextNode.valueOf(text), A_MONTH, NOW));
    }

    @Test
    void a_time_is_a_string() {
        for (JsonNode other : List.of(IntNode.valueOf(1795392000), BooleanNode.TRUE)) {
            assertEquals(
                    Optional.of("its autonomy.signed-at is not a time"),
                    SignedTime.problem(other, A_MONTH, NOW));
        }
    }

    @Test
    void a_missing_time_is_called_missing() {
        for (JsonNode none : List.of(MissingNode.getInstance(), NullNode.getInstance())) {
            assertEquals(
                    Optional.of("it does not say when it was signed (autonomy.signed-at)"),
                    SignedTime.problem(none, A_MONTH, NOW));
        }
    }

    @Test
    void the_maximum_age_itself_is_accepted_and_a_nanosecond_more_is_not() {
        Instant oldest = NOW.minus(Duration.ofDays(30));

        assertEquals(Optional.empty(), problem(oldest));
        assertEquals(
                Optional.of(
                        "it was signed at 2026-10-23T23:59:59.999999999Z, longer ago than 30 days"),
                problem(oldest.minusNanos(1)));
    }

    @Test
    void five_minutes_ahead_are_accepted_and_a_nanosecond_more_is_not() {
        Instant latest = NOW.plus(Duration.ofMinutes(5));

        assertEquals(Optional.empty(), problem(latest));
        assertEquals(
                Optional.of(
                        "it was signed at 2026-11-23T00:05:00.000000001Z, which is ahead of this"
                                + " machine's clock (2026-11-23T00:00:00Z)"),
                problem(latest.plusNanos(1)));
    }

    @Test
    void the_first_and_last_years_are_judged_like_any_other() {
        assertTrue(problem(Instant.parse("0000-01-01T00:00:00Z")).isPresent());
        assertTrue(problem(Instant.parse("9999-12-31T23:59:59Z")).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "PT8760H, 365 days",
        "PT24H, 1 day",
        "PT36H, 36 hours",
        "PT90M, 90 minutes",
        "PT1M1S, 61 seconds",
        "PT0.5S, 0 seconds"
    })
    void the_maximum_age_is_told_in_the_largest_unit_that_fits(Duration maxAge, String words) {
        assertEquals(
                Optional.of("it was signed at 2020-01-01T00:00:00Z, longer ago than " + words),
                SignedTime.problem(
                        TextNode.valueOf("2020-01-01T00:00:00Z"),
                        new Freshness.NotOlderThan(maxAge),
                        NOW));
    }

    @Test
    void unchecked_time_is_not_looked_at() {
        for (JsonNode any :
                List.of(
                        MissingNode.getInstance(),
                        TextNode.valueOf("yesterday"),
                        TextNode.valueOf("1999-01-01T00:00:00Z"))) {
            assertEquals(Optional.empty(), SignedTime.problem(any, new Freshness.Unchecked(), NOW));
        }
    }

    private static Optional<String> problem(Instant signedAt) {
        return SignedTime.problem(TextNode.valueOf(signedAt.toString()), A_MONTH, NOW);
    }
}
