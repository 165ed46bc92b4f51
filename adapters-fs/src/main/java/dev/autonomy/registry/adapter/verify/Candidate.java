package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.Digest;
import java.time.Instant;
import java.util.Optional;

/** One signature that was tried, and how far it got. */
record Candidate(Digest attachment, Result result, String reason) {

    /**
     * The ways it may end; of several failures the one declared first names the verdict (spec 2.2).
     */
    sealed interface Result {

        /** Whether other bytes for the same digests could come to something else. */
        default boolean isForWantOfContent() {
            return this instanceof Contradicted || this instanceof Missing;
        }

        record Accepted(Optional<Instant> signedAt, Optional<String> reference) implements Result {}

        /** By our key, but its time is not accepted. */
        record Stale() implements Result {}

        /** By our key, but about something else. */
        record OtherSubject() implements Result {}

        /** By our key, but what it says cannot be read. */
        record UnreadableClaims() implements Result {}

        record OtherKey() implements Result {}

        /** A blob or manifest that is not what its descriptor says. */
        record Contradicted() implements Result {}

        /** A blob that is not there. */
        record Missing() implements Result {}

        /** Not a signature one could check. */
        record NotASignature() implements Result {}
    }

    static Candidate notASignature(Digest attachment, String reason) {
        return new Candidate(attachment, new Result.NotASignature(), reason);
    }

    String sentence() {
        return attachment.abbreviated() + ": " + reason;
    }
}
