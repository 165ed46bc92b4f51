package dev.autonomy.registry.port;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.VerificationReport;
import java.time.Instant;
import java.util.List;

/** Judges a bundle by the evidence it is given (spec 2). */
public interface Verifier {

    /**
     * Loads what signatures are checked with.
     *
     * @throws Obstacle.TrustUnusable when it cannot be used, saying what it is instead
     */
    TrustAnchor load(TrustPolicy.Checked policy) throws Obstacle, InterruptedException;

    /**
     * Runs all four steps. Content that contradicts its digest, is missing or unreadable is a
     * finding; only a registry that cannot be asked is an obstacle.
     */
    VerificationReport verify(Question question, ArtifactReader evidence)
            throws Obstacle, InterruptedException;

    /** What is to be verified, with which trust, at which moment. */
    record Question(
            List<Subject> subjects,
            SidecarPolicy scope,
            TrustAnchor anchor,
            Freshness freshness,
            Instant now) {
        public Question {
            subjects = List.copyOf(subjects);
        }
    }

    /** A part of the bundle by its pinned digest, where to read it, and what is attached to it. */
    record Subject(
            BundlePart part, Repository repository, Digest digest, List<Attachment> attachments) {
        public Subject {
            attachments = List.copyOf(attachments);
        }
    }
}
