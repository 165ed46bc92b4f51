package dev.autonomy.registry.adapter.verify;

import java.util.function.BooleanSupplier;

/** Recent proofs that say how many had to be computed. */
final class CountingProofs implements Proofs {

    private final Proofs recent = new RecentProofs();
    private int computed;

    @Override
    public boolean hold(Proof proof, BooleanSupplier computation) {
        return recent.hold(
                proof,
                () -> {
                    computed++;
                    return computation.getAsBoolean();
                });
    }

    int computed() {
        return computed;
    }
}
