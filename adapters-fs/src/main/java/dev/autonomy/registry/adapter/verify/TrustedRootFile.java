package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedIdentity;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Optional;

/** A file with sigstore's trusted root, of at most one mebibyte. */
final class TrustedRootFile {

    private static final int MAX_SIZE = 1 << 20;

    private TrustedRootFile() {}

    /**
     * Reads the identity to trust, with the root that must vouch for it.
     *
     * @throws Obstacle.TrustUnusable saying what is wrong with the file
     */
    static TrustedIdentity read(TrustPolicy.ByIdentity policy)
            throws Obstacle.TrustUnusable, InterruptedException {
        return new TrustFile(
                        Attempt.with("reading the trusted root", policy.trustedRootFile()),
                        policy.trustedRootFile(),
                        "a trusted root",
                        MAX_SIZE,
                        () -> "there is no such file")
                .read(document -> identity(policy, document));
    }

    private static TrustedIdentity identity(TrustPolicy.ByIdentity policy, byte[] document)
            throws Unreadable {
        Optional<String> objection = SavedText.objection(document);
        if (objection.isPresent()) {
            throw new Unreadable(objection.get());
        }
        TrustedRoot.read(document);
        return new TrustedIdentity(
                policy.identity(), policy.issuer(), Sha256.of(document), document);
    }
}
