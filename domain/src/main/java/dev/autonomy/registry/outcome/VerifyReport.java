package dev.autonomy.registry.outcome;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.VerifyRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What came of judging a bundle where it is: the digests its tags had, and a verification, or the
 * obstacles that kept it from being made.
 */
public record VerifyReport(
        VerifyRequest request,
        Instant verifiedAt,
        Map<BundlePart, Digest> pinned,
        SortedSet<String> plainHttpRegistries,
        Optional<TrustAnchor> trustAnchor,
        Optional<VerificationReport> verification,
        List<Obstacle> obstacles) {

    public VerifyReport {
        pinned = Map.copyOf(pinned);
        obstacles = List.copyOf(obstacles);
        if (verification.isPresent() != obstacles.isEmpty()) {
            throw new IllegalArgumentException("either a verification or an obstacle");
        }
    }

    /** What a technician should know whatever the verdict. */
    public List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        switch (request.trust().freshness()) {
            case Freshness.Unchecked() -> warnings.add(Warning.trustTimeUnchecked());
            case Freshness.NotOlderThan _ -> {}
        }
        plainHttpRegistries.forEach(registry -> warnings.add(Warning.plainHttp(registry)));
        verification
                .flatMap(VerificationReport::artifactReference)
                .flatMap(named -> Warning.otherName(request.reference(), named))
                .ifPresent(warnings::add);
        return warnings;
    }

    public ExitCode exitCode() {
        return verification
                .map(report -> ExitCode.of(report.verdict()))
                .orElseGet(() -> ExitCode.of(obstacles.getFirst()));
    }
}
