package dev.autonomy.registry.model;

import java.util.Objects;

/**
 * A signer known by name: the identity in the certificate, its issuer, and the trusted root whose
 * authorities vouch for both, as its JSON document and the SHA-256 of that.
 */
public final class TrustedIdentity implements TrustAnchor {

    private final String identity;
    private final String issuer;
    private final Digest trustedRoot;
    private final byte[] document;

    public TrustedIdentity(String identity, String issuer, Digest trustedRoot, byte[] document) {
        this.identity = Objects.requireNonNull(identity);
        this.issuer = Objects.requireNonNull(issuer);
        this.trustedRoot = Objects.requireNonNull(trustedRoot);
        this.document = document.clone();
    }

    public String identity() {
        return identity;
    }

    public String issuer() {
        return issuer;
    }

    public Digest trustedRoot() {
        return trustedRoot;
    }

    public byte[] document() {
        return document.clone();
    }

    @Override
    public String description() {
        return identity + " (vouched for by " + issuer + ")";
    }

    @Override
    public String wholeDescription() {
        return description();
    }
}
