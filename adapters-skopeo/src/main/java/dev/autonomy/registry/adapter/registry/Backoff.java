package dev.autonomy.registry.adapter.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How long a busy registry (429, 503) is waited for before the same request is sent again: as its
 * {@code Retry-After} says, up to half a minute, and three times at most.
 */
final class Backoff {

    static final int MOST_TRIES = 4;

    private static final int UNAVAILABLE = 503;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration FIRST = Duration.ofMillis(500);

    private Backoff() {}

    /**
     * The wait before the next try; empty when the answer stands.
     *
     * @param tries how often the request has been sent
     */
    static Optional<Duration> before(Answer answer, int tries, Instant now) {
        boolean isBusy =
                answer.status() == Answer.TOO_MANY_REQUESTS
                        || answer.status() == UNAVAILABLE
                                && answer.header("Retry-After").isPresent();
        if (!isBusy || tries >= MOST_TRIES) {
            return Optional.empty();
        }
        Duration wished =
                answer.header("Retry-After")
                        .flatMap(value -> retryAfter(value, now))
                        .orElse(FIRST.multipliedBy(1L << (tries - 1)));
        return wished.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(wished);
    }

    /** Seconds or an HTTP date (RFC 9110, 10.2.3). */
    private static Optional<Duration> retryAfter(String value, Instant now) {
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant then =
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration left = Duration.between(now, then);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
