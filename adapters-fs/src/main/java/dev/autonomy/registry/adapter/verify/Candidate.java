package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * One signature that was tried, and how far it got.
 *
 * @param signedAt of one that was accepted, where it says so
 * @param reference what one that was accepted calls its subject, where it does
 */
record Candidate(
        Digest attachment,
        Result result,
        String reason,
        Optional<Instant> signedAt,
        Optional<String> reference) {

    /**
     * The ways it may end; of several failures the one declared first names the verdict (spec 2.2).
     */
    enum Result {
        ACCEPTED,

        /** By our key, but its time is not accepted. */
        STALE,

        /** By our key, but about something else. */
        OTHER_SUBJECT,

        /** By our key, but what it says cannot be read. */
        UNREADABLE_CLAIMS,

        OTHER_KEY,

        /** A blob or manifest that is not what its descriptor says. */
        CONTRADICTED,

        /** A blob that is not there. */
        MISSING,

        /** Not a signature one could check. */
        NOT_A_SIGNATURE
    }

    static Candidate accepted(
            Digest attachment, Optional<Instant> signedAt, Optional<String> reference) {
        return new Candidate(attachment, Result.ACCEPTED, "accepted", signedAt, reference);
    }

    static Candidate refused(Digest attachment, Result result, String reason) {
        return new Candidate(attachment, result, reason, Optional.empty(), Optional.empty());
    }

    static Candidate notASignature(Digest attachment, String reason) {
        return refused(attachment, Result.NOT_A_SIGNATURE, reason);
    }

    boolean isAccepted() {
        return result == Result.ACCEPTED;
    }

    /** Whether other bytes for the same digests could come to something else. */
    boolean isForWantOfContent() {
        return result == Result.CONTRADICTED || result == Result.MISSING;
    }

    String sentence() {
        return attachment.abbreviated() + ": " + reason;
    }
}
