package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationStep;
import java.util.List;

/** Step 3: the fingerprint the lock carries is that of its own content. */
final class FingerprintStep {

    private static final Findings FINDINGS = new Findings(VerificationStep.FINGERPRINT);

    private FingerprintStep() {}

    static List<Finding> run(Sidecars sidecars) {
        return List.of(FINDINGS.lock(sidecars.lock(), FingerprintStep::finding));
    }

    private static Finding finding(LockDocument lock) {
        String stated = lock.statedFingerprint().orElse("");
        if (!LockFingerprint.isWellFormed(stated)) {
            return FINDINGS.failed(
                    "lock",
                    Verdict.MALFORMED,
                    "The lock carries no fingerprint of the form blake3: and 64 lower-case hex digits"
                            + " (behavioral_fingerprint).");
        }
        return FINDINGS.compared(
                "lock",
                stated,
                lock.fingerprint(),
                stated.equals(lock.fingerprint())
                        ? "The fingerprint is that of the lock's content."
                        : "The fingerprint is not that of the lock's content.",
                Verdict.TAMPERED);
    }
}
