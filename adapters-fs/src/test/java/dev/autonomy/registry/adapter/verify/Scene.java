package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Verifier;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.InMemoryRegistries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A registry with a bundle in it, put before the real verifier. */
final class Scene {

    static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    static final Repository REPOSITORY = new Repository("edge.example", "robot-behavior");

    static final Freshness A_MONTH = new Freshness.NotOlderThan(Duration.ofDays(30));

    private final SigningKey trusted;
    private final InMemoryRegistries registries = new InMemoryRegistries();
    private final List<Verifier.Subject> subjects = new ArrayList<>();
    private Freshness freshness = A_MONTH;
    private CosignVerifier verifier = new CosignVerifier();

    Scene(SigningKey trusted) {
        this.trusted = trusted;
    }

    Scene freshness(Freshness other) {
        freshness = other;
        return this;
    }

    /** Has it judged by this one, which may have judged before. */
    Scene verifier(CosignVerifier other) {
        verifier = other;
        return this;
    }

    /** A part of the bundle with what its {@code .sig} tag names, if anything. */
    Scene with(BundlePart part, Artifact artifact, Artifact... signatures) {
        registries.store(REPOSITORY, artifact);
        List<Attachment> attachments = new ArrayList<>();
        for (Artifact signature : signatures) {
            registries.store(REPOSITORY, signature);
            attachments.add(
                    Attachment.tagged(
                            REPOSITORY,
                            artifact.digest(),
                            AttachmentKind.SIGNATURE,
                            signature.manifest()));
        }
        subjects.add(new Verifier.Subject(part, REPOSITORY, artifact.digest(), attachments));
        return this;
    }

    /** The last part, with these under its referrers fallback tag as well. */
    Scene referredBy(Artifact... referrers) {
        for (Artifact referrer : referrers) {
            registries.store(REPOSITORY, referrer);
        }
        return listed(new Attachment.Listing.ByTag(), Artifact.referrers(referrers).manifest());
    }

    /** The last part, with this where its list of referrers is. */
    Scene listed(Attachment.Listing listing, Manifest list) {
        Verifier.Subject last = subjects.removeLast();
        List<Attachment> attachments = new ArrayList<>(last.attachments());
        attachments.add(
                new Attachment(REPOSITORY, last.digest(), AttachmentKind.REFERRERS, list, listing));
        subjects.add(new Verifier.Subject(last.part(), REPOSITORY, last.digest(), attachments));
        return this;
    }

    /** An artifact that the registry has, but nobody asks about. */
    Scene beside(Artifact artifact) {
        registries.store(REPOSITORY, artifact);
        return this;
    }

    InMemoryRegistries registries() {
        return registries;
    }

    VerificationReport verifyImage() throws Exception {
        return verify(SidecarPolicy.IMAGE_ONLY, registries);
    }

    VerificationReport verifyBundle() throws Exception {
        return verify(SidecarPolicy.WITH_SIDECARS, registries);
    }

    VerificationReport verify(SidecarPolicy scope, ArtifactReader evidence) throws Exception {
        return verifier.verify(
                new Verifier.Question(subjects, scope, trusted.trusted(), freshness, NOW),
                evidence);
    }

    static Finding finding(VerificationReport report, VerificationStep step, String subject) {
        List<Finding> found =
                report.findings().stream()
                        .filter(each -> each.step() == step && each.subject().equals(subject))
                        .toList();
        assertEquals(1, found.size(), () -> step + " of " + subject + " in " + report);
        return found.getFirst();
    }

    static void assertFailed(
            Verdict verdict, VerificationReport report, VerificationStep step, String subject) {
        Finding finding = finding(report, step, subject);
        assertEquals(new StepOutcome.Fail(verdict), finding.outcome(), finding::toString);
    }

    static void assertPassed(VerificationReport report, VerificationStep step, String subject) {
        Finding finding = finding(report, step, subject);
        assertEquals(new StepOutcome.Pass(), finding.outcome(), finding::toString);
    }

    static void assertSkipped(VerificationReport report, VerificationStep step, String subject) {
        Finding finding = finding(report, step, subject);
        assertEquals(new StepOutcome.Skipped(), finding.outcome(), finding::toString);
    }
}
