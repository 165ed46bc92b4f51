package dev.autonomy.registry.adapter.catalog;

import dev.autonomy.registry.catalog.Catalog;
import java.util.List;

/** What became of a catalog file. */
public sealed interface CatalogReading {

    /** It can be run. */
    record Sound(Catalog catalog) implements CatalogReading {}

    /** It cannot, for all of these reasons, in the order of their places. */
    record Unsound(List<CatalogProblem> problems) implements CatalogReading {
        public Unsound {
            problems = List.copyOf(problems);
        }
    }
}
