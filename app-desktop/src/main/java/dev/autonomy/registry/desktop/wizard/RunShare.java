package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.progress.ProgressSnapshot;

/** How much of a whole run a snapshot stands for: nearly all of it is bytes. */
final class RunShare {

    private static final double BYTES = 0.96;

    private RunShare() {}

    /** From 0 to 1; all of it only when everything is published. */
    static double of(ProgressSnapshot snapshot) {
        double bytes = snapshot.total() == 0 ? 0 : (double) snapshot.done() / snapshot.total();
        return bytes * BYTES
                + snapshot.finishedSteps().stream().mapToDouble(RunShare::ofStep).sum();
    }

    private static double ofStep(SeedStep step) {
        return switch (step) {
            case PREFLIGHT, REPLICATE, SIDECARS -> 0;
            case DIGESTS, PUBLISH -> 0.01;
            case VERIFY -> 0.02;
        };
    }
}
