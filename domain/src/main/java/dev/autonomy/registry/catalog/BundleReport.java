package dev.autonomy.registry.catalog;

import java.util.Objects;

/** One bundle of a catalog and how it ended. */
public record BundleReport(CatalogEntry entry, BundleEnd end) {
    public BundleReport {
        Objects.requireNonNull(entry);
        Objects.requireNonNull(end);
    }
}
