package dev.autonomy.registry.catalog;

import dev.autonomy.registry.port.Parallel;
import java.util.Objects;

/** How a catalog is brought: what a failure stops, and how many bundles move at the same time. */
public record CatalogPolicy(AfterFailure afterFailure, int atOnce) {

    public static final int DEFAULT_AT_ONCE = 2;
    public static final int MAX_AT_ONCE = Parallel.AT_ONCE;

    /** What is done with the others once one bundle failed. */
    public enum AfterFailure {
        /** What has not begun to move is left as it is. */
        STOP,
        GO_ON
    }

    public CatalogPolicy {
        Objects.requireNonNull(afterFailure);
        if (atOnce < 1 || atOnce > MAX_AT_ONCE) {
            throw new IllegalArgumentException("1 to " + MAX_AT_ONCE + " bundles at once");
        }
    }
}
