package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.model.Digest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentProofsTest {

    private static final Digest INPUT = Sha256.of(new byte[0]);

    private final RecentProofs proofs = new RecentProofs();
    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void what_holds_is_computed_once() {
        assertTrue(holds(proof(1)));
        assertTrue(holds(proof(1)));

        assertEquals(1, computed.get());
    }

    @Test
    void what_does_not_hold_is_computed_each_time() {
        assertFalse(proofs.hold(proof(1), () -> false));
        assertFalse(proofs.hold(proof(1), () -> false));

        assertTrue(holds(proof(1)));
    }

    @Test
    void a_computation_that_ends_in_an_error_proves_nothing() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        proofs.hold(
                                proof(1),
                                () -> {
                                    throw new IllegalStateException("on purpose");
                                }));

        assertFalse(proofs.hold(proof(1), () -> false));
    }

    @Test
    void another_claim_about_the_same_is_another_proof() {
        holds(proof(1));

        assertFalse(proofs.hold(Proof.of("another", INPUT), () -> false));
    }

    @Test
    void the_oldest_of_many_is_forgotten() {
        for (int i = 0; i <= RecentProofs.MOST; i++) {
            holds(proof(i));
        }

        assertTrue(proofs.hold(proof(1), () -> false));
        assertFalse(proofs.hold(proof(0), () -> false));
    }

    @Test
    void who_asks_while_it_is_computed_has_it_computed_once() throws Exception {
        Thread second = Thread.ofPlatform().unstarted(() -> holds(proof(1)));

        proofs.hold(
                proof(1),
                () -> {
                    second.start();
                    while (second.isAlive() && second.getState() != Thread.State.BLOCKED) {
                        Thread.onSpinWait();
                    }
                    return true;
                });
        second.join();

        assertEquals(0, computed.get());
    }

    private boolean holds(Proof proof) {
        return proofs.hold(
                proof,
                () -> {
                    computed.incrementAndGet();
                    return true;
                });
    }

    private static Proof proof(int number) {
        return Proof.of("number " + number, INPUT);
    }
}
