package dev.autonomy.registry.adapter.verify;

import dev.sigstore.encryption.signers.Verifiers;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.rekor.client.RekorParseException;
import dev.sigstore.rekor.client.RekorVerificationException;
import dev.sigstore.rekor.client.RekorVerifier;
import dev.sigstore.trustroot.TransparencyLog;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;

/**
 * A trusted log of signatures (Rekor v1). What its library stumbles over, in whatever way, is not
 * of this log.
 */
record SignatureLog(TransparencyLog log) {

    /** Whether the log signed when it took the entry: the signed entry timestamp alone. */
    boolean promised(RekorEntry entry) {
        try {
            return Verifiers.newVerifier(log.getPublicKey().toJavaPublicKey())
                    .verify(
                            entry.getSignableContent(),
                            Base64.getDecoder()
                                    .decode(entry.getVerification().getSignedEntryTimestamp()));
        } catch (GeneralSecurityException | RuntimeException _) {
            return false;
        }
    }

    /** Whether the log promised the entry, and a checkpoint it signed is proven to include it. */
    boolean includes(RekorEntry entry) {
        try {
            RekorVerifier.newRekorVerifier(List.of(log)).verifyEntry(entry);
            RekorEntry.InclusionProof proof = entry.getVerification().getInclusionProof();
            return promised(entry)
                    && proof.getTreeSize().equals(proof.parsedCheckpoint().getSize());
        } catch (RekorVerificationException | RekorParseException | RuntimeException _) {
            return false;
        }
    }
}
