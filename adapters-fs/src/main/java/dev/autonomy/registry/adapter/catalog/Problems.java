package dev.autonomy.registry.adapter.catalog;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything found wrong so far, each once. */
final class Problems {

    private static final Comparator<CatalogProblem> BY_PLACE =
            Comparator.comparingInt(CatalogProblem::line).thenComparingInt(CatalogProblem::column);

    private final Set<CatalogProblem> found = new LinkedHashSet<>();

    void add(Place place, String sentence) {
        found.add(new CatalogProblem(place.line(), place.column(), sentence));
    }

    boolean areNone() {
        return found.isEmpty();
    }

    List<CatalogProblem> inOrder() {
        return found.stream().sorted(BY_PLACE).toList();
    }
}
