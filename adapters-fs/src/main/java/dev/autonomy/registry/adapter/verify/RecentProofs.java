package dev.autonomy.registry.adapter.verify;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.BooleanSupplier;

/**
 * Computes a proof that holds once, however often it is asked for; of many, the oldest is
 * forgotten. One that does not hold is computed each time.
 */
final class RecentProofs implements Proofs {

    /** More than one bundle may have signatures; each takes a quarter of a kilobyte. */
    static final int MOST = 512;

    private final SequencedSet<String> held = new LinkedHashSet<>();

    @Override
    public synchronized boolean hold(Proof proof, BooleanSupplier computation) {
        if (held.contains(proof.statement())) {
            return true;
        }
        boolean holds = computation.getAsBoolean();
        if (holds) {
            held.add(proof.statement());
            if (held.size() > MOST) {
                held.removeFirst();
            }
        }
        return holds;
    }
}
