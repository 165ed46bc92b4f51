package dev.autonomy.registry.adapter.verify;

/** A signature that was read and is not accepted, with the outcome that says why. */
final class Rejected extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient SignerCheck.Outcome outcome;

    private Rejected(SignerCheck.Outcome outcome, String reason) {
        super(reason);
        this.outcome = outcome;
    }

    static Rejected otherSigner(String reason) {
        return new Rejected(new SignerCheck.Outcome.OtherSigner(reason), reason);
    }

    static Rejected otherContent(String reason) {
        return new Rejected(new SignerCheck.Outcome.OtherContent(reason), reason);
    }

    static Rejected notVerifiable(String reason) {
        return new Rejected(new SignerCheck.Outcome.NotVerifiable(reason), reason);
    }

    SignerCheck.Outcome outcome() {
        return outcome;
    }
}
