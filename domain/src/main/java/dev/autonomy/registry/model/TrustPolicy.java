package dev.autonomy.registry.model;

import java.util.Objects;

/** Whose signature is asked for before anything is published. */
public sealed interface TrustPolicy {

    /** The same signer, with this rule for how old the signature may be. */
    TrustPolicy with(Freshness freshness);

    /** A signature is asked for, and the image's may not be older than this. */
    sealed interface Checked extends TrustPolicy {
        Freshness freshness();
    }

    /** The one public key in this file (SPKI PEM) must have signed. */
    record ByKey(String keyFile, Freshness freshness) implements Checked {
        public ByKey {
            Objects.requireNonNull(keyFile);
            Objects.requireNonNull(freshness);
        }

        @Override
        public ByKey with(Freshness other) {
            return new ByKey(keyFile, other);
        }
    }

    /**
     * Somebody with this identity, as this issuer vouched for, must have signed, by a certificate
     * of the authorities in this trusted root (sigstore's {@code trusted_root.json}).
     */
    record ByIdentity(String identity, String issuer, String trustedRootFile, Freshness freshness)
            implements Checked {
        public ByIdentity {
            Objects.requireNonNull(identity);
            Objects.requireNonNull(issuer);
            Objects.requireNonNull(trustedRootFile);
            Objects.requireNonNull(freshness);
        }

        @Override
        public ByIdentity with(Freshness other) {
            return new ByIdentity(identity, issuer, trustedRootFile, other);
        }
    }

    /** Nothing is verified; the reason is recorded. */
    record Skipped(String reason) implements TrustPolicy {
        public Skipped {
            Objects.requireNonNull(reason);
        }

        @Override
        public Skipped with(Freshness other) {
            return this;
        }
    }
}
