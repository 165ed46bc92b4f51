package dev.autonomy.registry.model;

import java.util.Objects;

/** Whose signature is asked for before anything is published. */
public sealed interface TrustPolicy {

    /** The one public key in this file (SPKI PEM) must have signed. */
    record ByKey(String keyFile, Freshness freshness) implements TrustPolicy {
        public ByKey {
            Objects.requireNonNull(keyFile);
            Objects.requireNonNull(freshness);
        }
    }

    /** Nothing is verified; the reason is recorded. */
    record Skipped(String reason) implements TrustPolicy {
        public Skipped {
            Objects.requireNonNull(reason);
        }
    }
}
