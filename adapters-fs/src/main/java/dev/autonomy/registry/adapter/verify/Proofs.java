package dev.autonomy.registry.adapter.verify;

import java.util.function.BooleanSupplier;

/** Computes what signatures prove. */
interface Proofs {

    /**
     * Whether the proof holds.
     *
     * @param computation a function of what the proof names and of nothing else
     */
    boolean hold(Proof proof, BooleanSupplier computation);
}
