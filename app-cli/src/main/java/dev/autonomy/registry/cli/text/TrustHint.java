package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.model.TrustPolicy;

/** What to give where signatures cannot be checked with what was given. */
final class TrustHint {

    private TrustHint() {}

    static String of(TrustPolicy trust) {
        return switch (trust) {
            case TrustPolicy.ByIdentity _ ->
                    "give --trusted-root the trusted_root.json of the sigstore the publisher signs with;"
                            + " \"cosign trusted-root create\" writes one.";
            case TrustPolicy.ByKey _, TrustPolicy.Skipped _ ->
                    "give --pub-key the publisher's public key: one PEM block that starts with"
                            + " -----BEGIN PUBLIC KEY-----.";
        };
    }
}
