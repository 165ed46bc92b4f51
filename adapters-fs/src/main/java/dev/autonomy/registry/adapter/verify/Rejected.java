package dev.autonomy.registry.adapter.verify;

/** A signature that was read and is not accepted, with the outcome that says why. */
final class Rejected extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient KeylessCheck.Outcome outcome;

    private Rejected(KeylessCheck.Outcome outcome, String reason) {
        super(reason);
        this.outcome = outcome;
    }

    static Rejected otherSigner(String reason) {
        return new Rejected(new KeylessCheck.Outcome.OtherSigner(reason), reason);
    }

    static Rejected otherContent(String reason) {
        return new Rejected(new KeylessCheck.Outcome.OtherContent(reason), reason);
    }

    static Rejected notVerifiable(String reason) {
        return new Rejected(new KeylessCheck.Outcome.NotVerifiable(reason), reason);
    }

    KeylessCheck.Outcome outcome() {
        return outcome;
    }
}
