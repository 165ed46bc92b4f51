package dev.autonomy.registry.adapter.catalog;

import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What holds for all bundles because the caller says so. A catalog may not say something about the
 * same as well.
 *
 * @param trust whom to trust; how old a signature may be is decided by the rest
 * @param maxAge the oldest signature to accept
 * @param sidecars which parts of each bundle are asked for
 */
public record CatalogOptions(
        Optional<TrustPolicy> trust,
        Optional<Duration> maxAge,
        Optional<SidecarPolicy> sidecars,
        TrustTime trustTime) {

    /** Everything is left to the catalog. */
    public static final CatalogOptions NONE =
            new CatalogOptions(
                    Optional.empty(), Optional.empty(), Optional.empty(), TrustTime.CHECKED);

    public CatalogOptions {
        Objects.requireNonNull(trust);
        Objects.requireNonNull(maxAge);
        Objects.requireNonNull(sidecars);
        Objects.requireNonNull(trustTime);
    }

    /** Whether the times of signatures are looked at ({@code AUTONOMY_TRUST_TIME}). */
    public enum TrustTime {
        CHECKED,
        UNCHECKED
    }
}
