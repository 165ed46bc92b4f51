package dev.autonomy.registry.adapter.patience;

import dev.autonomy.registry.progress.LinkObserver;
import java.time.Duration;
import java.util.Objects;

/**
 * How long a run waits for a registry that answered before and is out of reach now, and who is told
 * of it (spec 1.5); zero waits for none.
 */
public record LinkPatience(Duration longest, LinkObserver observer) {

    public LinkPatience {
        Objects.requireNonNull(observer);
        if (longest.isNegative()) {
            throw new IllegalArgumentException("nobody waits for less than nothing");
        }
    }

    /** Waits for no registry. */
    public static LinkPatience none() {
        return new LinkPatience(Duration.ZERO, LinkObserver.none());
    }

    public boolean isNone() {
        return longest.isZero();
    }
}
