package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.port.Verifier;
import java.util.Optional;

/**
 * Turns what one signature came to into a candidate: who signed, then what, then when; whatever is
 * not reached is not looked at (spec 2.2).
 */
record ClaimsCheck(Verifier.Question question, SignerCheck signer) {

    Candidate candidate(
            Verifier.Subject subject,
            Digest attachment,
            SignerCheck.Outcome outcome,
            SignedClaims.Format format) {
        return switch (outcome) {
            case SignerCheck.Outcome.Signed(byte[] payload) ->
                    signed(subject, attachment, payload, format);
            case SignerCheck.Outcome.OtherContent(String reason) ->
                    Candidate.refused(
                            attachment, Candidate.Result.OTHER_SUBJECT, signedBut() + reason);
            case SignerCheck.Outcome.OtherSigner(String reason) ->
                    Candidate.refused(attachment, Candidate.Result.OTHER_KEY, reason);
            case SignerCheck.Outcome.NotVerifiable(String reason) ->
                    Candidate.refused(attachment, Candidate.Result.OTHER_KEY, reason);
            case SignerCheck.Outcome.Unreadable(String reason) ->
                    Candidate.refused(attachment, Candidate.Result.NOT_A_SIGNATURE, reason);
        };
    }

    private Candidate signed(
            Verifier.Subject subject,
            Digest attachment,
            byte[] payload,
            SignedClaims.Format format) {
        SignedClaims claims;
        try {
            claims = format.read(payload, subject.digest());
        } catch (Unreadable e) {
            return Candidate.refused(
                    attachment,
                    Candidate.Result.UNREADABLE_CLAIMS,
                    signedBut() + "its payload cannot be read: " + e.getMessage());
        }
        if (claims.objection().isPresent()) {
            return Candidate.refused(
                    attachment,
                    Candidate.Result.OTHER_SUBJECT,
                    signedBut() + claims.objection().get());
        }
        Optional<String> stale =
                SignedTime.problem(claims.signedAt(), freshness(subject), question.now());
        if (stale.isPresent()) {
            return Candidate.refused(attachment, Candidate.Result.STALE, signedBut() + stale.get());
        }
        return Candidate.accepted(
                attachment, SignedTime.read(claims.signedAt()), claims.reference());
    }

    private Freshness freshness(Verifier.Subject subject) {
        return subject.part() == BundlePart.IMAGE
                ? question.freshness()
                : new Freshness.Unchecked();
    }

    private String signedBut() {
        return "signed by this " + signer.knownBy() + ", but ";
    }
}
