package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedIdentity;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;

/** The kinds of signers that can be trusted: what each is loaded from, and how it is recognised. */
final class Signers {

    private Signers() {}

    static TrustAnchor load(TrustPolicy.Checked policy) throws Obstacle.TrustUnusable {
        return switch (policy) {
            case TrustPolicy.ByKey byKey -> PublicKeyFile.read(byKey.keyFile());
            case TrustPolicy.ByIdentity byIdentity ->
                    throw new Obstacle.TrustUnusable(
                            Attempt.with("reading the trusted root", byIdentity.trustedRootFile()),
                            "this version verifies signatures by a public key only");
        };
    }

    static SignerCheck check(TrustAnchor anchor) {
        return switch (anchor) {
            case TrustedKey key -> new KeyCheck(key);
            case TrustedIdentity _ ->
                    throw new IllegalArgumentException("no identity can have been loaded");
        };
    }
}
