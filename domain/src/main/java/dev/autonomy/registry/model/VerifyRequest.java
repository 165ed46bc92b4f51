package dev.autonomy.registry.model;

import java.util.Objects;

/** Which bundle is to be judged where it is now, with which sidecars, by whose signature. */
public record VerifyRequest(
        Reference reference, SidecarPolicy sidecars, TrustPolicy.Checked trust) {
    public VerifyRequest {
        Objects.requireNonNull(reference);
        Objects.requireNonNull(sidecars);
        Objects.requireNonNull(trust);
    }
}
