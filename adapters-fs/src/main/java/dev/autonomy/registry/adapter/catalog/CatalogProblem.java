package dev.autonomy.registry.adapter.catalog;

import dev.autonomy.registry.model.VisibleText;

/**
 * Something wrong with a catalog: where, line and column counted from 1, and what, in one sentence
 * or two that also say what to do.
 */
public record CatalogProblem(int line, int column, String sentence) {

    public CatalogProblem {
        sentence = VisibleText.of(sentence).replace('\n', ' ');
    }

    @Override
    public String toString() {
        return line + ":" + column + ": " + sentence;
    }
}
