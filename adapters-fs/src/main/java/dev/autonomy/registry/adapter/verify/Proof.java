package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.TrustedKey;

/**
 * Something that is so or is not, whoever asks and whenever.
 *
 * @param statement with all that it depends on
 */
record Proof(String statement) {

    /**
     * @param claim what is said of the inputs, with whatever else it depends on
     */
    static Proof of(String claim, Digest... inputs) {
        StringBuilder statement = new StringBuilder(claim);
        for (Digest input : inputs) {
            statement.append(' ').append(input);
        }
        return new Proof(statement.toString());
    }

    /** That the signature over the payload was made with the key. */
    static Proof signed(TrustedKey key, byte[] payload, byte[] signature) {
        return of(
                "signed by " + key.type(),
                Sha256.of(key.subjectPublicKeyInfo()),
                Sha256.of(payload),
                Sha256.of(signature));
    }
}
