package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sigstore.rekor.client.ImmutableRekorEntry;
import dev.sigstore.rekor.client.ImmutableVerification;
import dev.sigstore.rekor.client.RekorEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log by itself, with entries that no document could bring. */
class SignatureLogTest {

    private SignatureLog log;
    private RekorEntry entry;

    @BeforeEach
    void log_a_signature() throws Exception {
        KeylessScene scene = new KeylessScene();
        log =
                TrustedRoot.read(KeylessScene.bytes(scene.trustedRoot()))
                        .signatureLog(scene.log.id(), KeylessSigner.LOGGED)
                        .orElseThrow();
        entry =
                KeylessBundle.read(
                                KeylessScene.bytes(
                                        scene.goodSigner().bundle(KeylessScene.STATEMENT)))
                        .entry();
    }

    @Test
    void an_entry_with_promise_and_proof_is_included() {
        assertTrue(log.promised(entry));
        assertTrue(log.includes(entry));
    }

    /** The library asks for the proof alone. */
    @Test
    void an_entry_that_the_log_did_not_promise_is_not_included() {
        RekorEntry unpromised =
                ImmutableRekorEntry.copyOf(entry)
                        .withVerification(
                                ImmutableVerification.copyOf(entry.getVerification())
                                        .withSignedEntryTimestamp(null));

        assertFalse(log.promised(unpromised));
        assertFalse(log.includes(unpromised));
    }

    @Test
    void an_entry_without_a_proof_is_promised_and_not_included() {
        RekorEntry unproven =
                ImmutableRekorEntry.copyOf(entry)
                        .withVerification(
                                ImmutableVerification.copyOf(entry.getVerification())
                                        .withInclusionProof(null));

        assertTrue(log.promised(unproven));
        assertFalse(log.includes(unproven));
    }
}
