package dev.autonomy.registry.adapter.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "30, 30",
        "'Mon, 23 Nov 2026 00:00:09 GMT', 9",
        "'Sun, 22 Nov 2026 00:00:00 GMT', 0",
    })
    void the_time_may_be_seconds_or_a_date(String retryAfter, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), wished(retryAfter));
    }

    @ParameterizedTest
    @CsvSource({"-5", "1e9", "soon", "''", "99999999999999999999"})
    void a_time_that_is_none_counts_as_not_given(String retryAfter) {
        assertEquals(Duration.ZERO, wished(retryAfter));
    }

    private static Duration wished(String retryAfter) {
        Headers headers = new Headers(List.of(new Headers.Field("Retry-After", retryAfter)));
        Answer answer =
                new Answer(
                        URI.create("https://registry.example.com/"),
                        429,
                        headers,
                        new Body(new byte[0], Body.Extent.WHOLE));
        return RetryAfter.of(answer, NOW);
    }
}
