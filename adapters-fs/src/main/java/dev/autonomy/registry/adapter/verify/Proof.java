package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.TrustedKey;
import java.util.List;

/**
 * Something that is so or is not, whoever asks and whenever, by all that it depends on.
 *
 * @param claim what is said of the inputs, with whatever else it depends on
 */
record Proof(String claim, List<Digest> inputs) {

    Proof {
        inputs = List.copyOf(inputs);
    }

    /** That the signature over the payload was made with the key. */
    static Proof signed(TrustedKey key, byte[] payload, byte[] signature) {
        return new Proof(
                "signed by " + key.type(),
                List.of(
                        Sha256.of(key.subjectPublicKeyInfo()),
                        Sha256.of(payload),
                        Sha256.of(signature)));
    }
}
