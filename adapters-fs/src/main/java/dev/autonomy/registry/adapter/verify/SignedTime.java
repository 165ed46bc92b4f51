package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.model.Freshness;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code autonomy.signed-at} and judges its age (rule R8). */
final class SignedTime {

    /**
     * java.time alone takes more than RFC 3339 allows: no seconds, lower case, seconds in offsets,
     * long years.
     */
    private static final Pattern RFC_3339 =
            Pattern.compile(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    private SignedTime() {}

    /** The time; empty where it is missing or not a time. */
    static Optional<Instant> read(JsonNode value) {
        if (!value.isTextual() || !RFC_3339.matcher(value.textValue()).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(value.textValue()).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Why the claimed time is not accepted; empty when it is. */
    static Optional<String> problem(JsonNode value, Freshness freshness, Instant now) {
        return switch (freshness) {
            case Freshness.Unchecked _ -> Optional.empty();
            case Freshness.NotOlderThan(Duration maxAge) -> {
                if (value.isMissingNode() || value.isNull()) {
                    yield Optional.of("it does not say when it was signed (autonomy.signed-at)");
                }
                yield read(value)
                        .map(time -> ageProblem(time, maxAge, now))
                        .orElse(Optional.of("its autonomy.signed-at is not a time"));
            }
        };
    }

    private static Optional<String> ageProblem(Instant signedAt, Duration maxAge, Instant now) {
        if (signedAt.isAfter(now.plus(Freshness.CLOCK_SKEW))) {
            return Optional.of(
                    "it was signed at "
                            + signedAt
                            + ", which is ahead of this machine's clock ("
                            + now.truncatedTo(ChronoUnit.SECONDS)
                            + ")");
        }
        if (Duration.between(signedAt, now).compareTo(maxAge) > 0) {
            return Optional.of(
                    "it was signed at " + signedAt + ", longer ago than " + words(maxAge));
        }
        return Optional.empty();
    }

    private static String words(Duration age) {
        if (age.equals(Duration.ofDays(age.toDays()))) {
            return counted(age.toDays(), "day");
        }
        if (age.equals(Duration.ofHours(age.toHours()))) {
            return counted(age.toHours(), "hour");
        }
        return age.equals(Duration.ofMinutes(age.toMinutes()))
                ? counted(age.toMinutes(), "minute")
                : counted(age.toSeconds(), "second");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
