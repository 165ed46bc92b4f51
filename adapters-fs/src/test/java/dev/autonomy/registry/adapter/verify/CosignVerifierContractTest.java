package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.port.Verifier;
import dev.autonomy.registry.testkit.VerifierContract;

class CosignVerifierContractTest extends VerifierContract {

    @Override
    protected Verifier verifier() {
        return new CosignVerifier();
    }

    @Override
    protected TrustedKey key() {
        return SigningKey.p256().trusted();
    }
}
