package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.TrustedKey;
import java.util.Map;

/** Signatures by the one trusted key. */
final class KeyCheck implements SignerCheck {

    private static final Outcome.OtherSigner NOT_BY_THIS_KEY =
            new Outcome.OtherSigner("not a signature by this key over its payload");

    private final TrustedKey key;
    private final Proofs proofs;

    KeyCheck(TrustedKey key, Proofs proofs) {
        this.key = key;
        this.proofs = proofs;
    }

    @Override
    public String knownBy() {
        return "key";
    }

    /** A certificate beside the signature says nothing about the key. */
    @Override
    public Outcome legacy(byte[] payload, byte[] signature, Map<String, String> annotations) {
        return isSigned(payload, signature) ? new Outcome.Signed(payload) : NOT_BY_THIS_KEY;
    }

    @Override
    public Outcome bundle(byte[] json) {
        SigstoreBundle bundle;
        try {
            bundle = SigstoreBundle.read(json);
        } catch (Unreadable e) {
            return new Outcome.Unreadable(e.getMessage());
        }
        return switch (bundle.signer()) {
            case CERTIFICATE ->
                    new Outcome.OtherSigner("signed with a certificate, a key was expected");
            case KEY -> envelope(bundle.envelope());
        };
    }

    private Outcome envelope(DsseEnvelope envelope) {
        if (!isSigned(envelope.preAuthenticationEncoding(), envelope.signature())) {
            return NOT_BY_THIS_KEY;
        }
        return envelope.objection()
                .<Outcome>map(Outcome.OtherContent::new)
                .orElseGet(() -> new Outcome.Signed(envelope.payload()));
    }

    private boolean isSigned(byte[] payload, byte[] signature) {
        return proofs.hold(
                Proof.signed(key, payload, signature),
                () -> SignatureCheck.verifies(key, payload, signature));
    }
}
