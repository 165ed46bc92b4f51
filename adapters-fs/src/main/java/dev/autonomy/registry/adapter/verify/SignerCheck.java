package dev.autonomy.registry.adapter.verify;

import java.util.Map;

/** Who signed: asks of each signature whether the signer that is trusted made it. */
interface SignerCheck {

    /** What the signer is known by, as in "signed by this key". */
    String knownBy();

    /**
     * Checks a signature of cosign's simple signing.
     *
     * @param annotations those of the layer, where a certificate and its log entry would be
     */
    Outcome legacy(byte[] payload, byte[] signature, Map<String, String> annotations);

    /** Checks a sigstore bundle around an in-toto statement, by its JSON. */
    Outcome bundle(byte[] json);

    /** What one signature came to, before anybody looks at what was signed. */
    sealed interface Outcome {

        /** The trusted signer signed exactly these bytes. */
        record Signed(byte[] payload) implements Outcome {}

        /** The trusted signer signed, but something else than a statement about an image. */
        record OtherContent(String reason) implements Outcome {}

        /** It can be read, and does not prove that the trusted signer signed. */
        record OtherSigner(String reason) implements Outcome {}

        /** Its kind of proof is not one that is looked into here. */
        record NotVerifiable(String reason) implements Outcome {}

        /** Not a signature one could check. */
        record Unreadable(String reason) implements Outcome {}
    }
}
