package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.TrustedIdentity;
import java.util.Map;

/** Signatures by the one trusted identity. What cannot be verified is not by it. */
final class IdentityCheck implements SignerCheck {

    private final KeylessCheck check;

    IdentityCheck(TrustedIdentity identity) {
        check = new KeylessCheck(identity);
    }

    @Override
    public String knownBy() {
        return "identity";
    }

    @Override
    public Outcome legacy(byte[] payload, byte[] signature, Map<String, String> annotations) {
        return outcome(check.legacy(payload, signature, annotations));
    }

    @Override
    public Outcome bundle(byte[] json) {
        return outcome(check.bundle(json));
    }

    private static Outcome outcome(KeylessCheck.Outcome found) {
        return switch (found) {
            case KeylessCheck.Outcome.Signed(byte[] payload) -> new Outcome.Signed(payload);
            case KeylessCheck.Outcome.OtherContent(String reason) ->
                    new Outcome.OtherContent(reason);
            case KeylessCheck.Outcome.OtherSigner(String reason) -> new Outcome.OtherSigner(reason);
            case KeylessCheck.Outcome.NotVerifiable(String reason) ->
                    new Outcome.OtherSigner(reason);
            case KeylessCheck.Outcome.Unreadable(String reason) -> new Outcome.Unreadable(reason);
        };
    }
}
