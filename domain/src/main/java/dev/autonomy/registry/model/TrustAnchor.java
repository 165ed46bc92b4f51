package dev.autonomy.registry.model;

/** What signatures are checked with, read and found usable. */
public sealed interface TrustAnchor permits TrustedKey, TrustedIdentity {

    /** In words, for a sentence that says what was expected to have signed. */
    String description();

    /** The same with every digest whole, for a record. */
    String wholeDescription();
}
