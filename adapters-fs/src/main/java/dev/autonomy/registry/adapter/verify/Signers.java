package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedIdentity;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Obstacle;

/** The kinds of signers that can be trusted: what each is loaded from, and how it is recognised. */
final class Signers {

    private Signers() {}

    static TrustAnchor load(TrustPolicy.Checked policy)
            throws Obstacle.TrustUnusable, InterruptedException {
        return switch (policy) {
            case TrustPolicy.ByKey byKey -> {
                TrustedKey key = PublicKeyFile.read(byKey.keyFile());
                SignatureCheck.prepare(key);
                yield key;
            }
            case TrustPolicy.ByIdentity byIdentity -> TrustedRootFile.read(byIdentity);
        };
    }

    static SignerCheck check(TrustAnchor anchor, Proofs proofs) {
        return switch (anchor) {
            case TrustedKey key -> new KeyCheck(key, proofs);
            case TrustedIdentity identity -> new KeylessCheck(identity, proofs);
        };
    }
}
