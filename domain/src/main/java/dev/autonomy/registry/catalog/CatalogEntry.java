package dev.autonomy.registry.catalog;

import dev.autonomy.registry.model.SeedRequest;
import java.util.Objects;

/** One bundle of a catalog: its name and the seed that brings it. */
public record CatalogEntry(BundleName name, SeedRequest request) {
    public CatalogEntry {
        Objects.requireNonNull(name);
        Objects.requireNonNull(request);
    }
}
