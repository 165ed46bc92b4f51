package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedIdentity;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Optional;

/** The kinds of signers that can be trusted: what each is loaded from, and how it is recognised. */
final class Signers {

    private final Proofs proofs;
    private Optional<Known> last = Optional.empty();

    private record Known(TrustAnchor anchor, SignerCheck check) {}

    Signers(Proofs proofs) {
        this.proofs = proofs;
    }

    TrustAnchor load(TrustPolicy.Checked policy)
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

    /** The same one as long as the anchor is: a run has one, and a trusted root is long to read. */
    synchronized SignerCheck check(TrustAnchor anchor) {
        if (last.filter(known -> known.anchor() == anchor).isEmpty()) {
            last = Optional.of(new Known(anchor, made(anchor)));
        }
        return last.get().check();
    }

    private SignerCheck made(TrustAnchor anchor) {
        return switch (anchor) {
            case TrustedKey key -> new KeyCheck(key, proofs);
            case TrustedIdentity identity -> new KeylessCheck(identity, proofs);
        };
    }
}
