package dev.autonomy.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.port.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What everything that judges a bundle must do, scripted and for real. */
public abstract class VerifierContract {

    private static final Repository REPOSITORY = new Repository("edge.example", "robot-behavior");

    protected abstract Verifier verifier();

    protected abstract TrustedKey key() throws Exception;

    @Test
    void a_subject_without_signatures_was_never_signed() throws Exception {
        Artifact image = Artifact.image("layer");
        InMemoryRegistries registries = new InMemoryRegistries().store(REPOSITORY, image);

        VerificationReport report =
                verifier()
                        .verify(
                                new Verifier.Question(
                                        List.of(
                                                new Verifier.Subject(
                                                        BundlePart.IMAGE,
                                                        REPOSITORY,
                                                        image.digest(),
                                                        List.of())),
                                        SidecarPolicy.IMAGE_ONLY,
                                        key(),
                                        new Freshness.NotOlderThan(Duration.ofDays(1)),
                                        Instant.parse("2026-11-23T00:00:00Z")),
                                registries);

        assertEquals(Verdict.NEVER_SIGNED, report.verdict());
        assertEquals(List.of(), report.accepted());
        assertFalse(
                report.findings().stream()
                        .allMatch(finding -> finding.outcome() instanceof StepOutcome.Pass));
    }
}
