package dev.autonomy.registry.seed;

import dev.autonomy.registry.outcome.Verdict;

/** A verdict that ends the run, on its way to the report. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final Verdict verdict;

    Refusal(Verdict verdict) {
        super(verdict.label());
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
