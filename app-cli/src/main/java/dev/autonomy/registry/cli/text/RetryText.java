package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;

/** Says that something failed and is tried again, and when. */
public final class RetryText {

    private RetryText() {}

    public static String of(SeedEvent.Retry retry) {
        return "attempt %d to copy the %s failed: %s; again in %s"
                .formatted(
                        retry.attempt(),
                        retry.artifact().name(),
                        retry.reason(),
                        Quantities.time(retry.pause()));
    }

    /** Of a request to a registry. */
    public static String of(Attempt request, int tries, String reason, Duration pause) {
        return "%s: %s (attempt %d); again in %s"
                .formatted(request, reason, tries, Quantities.time(pause));
    }
}
