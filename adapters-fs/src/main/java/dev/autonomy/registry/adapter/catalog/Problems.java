package dev.autonomy.registry.adapter.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything found wrong so far. */
final class Problems {

    private static final Comparator<CatalogProblem> BY_PLACE =
            Comparator.comparingInt(CatalogProblem::line).thenComparingInt(CatalogProblem::column);

    private final List<CatalogProblem> found = new ArrayList<>();

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
