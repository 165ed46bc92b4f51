package dev.autonomy.registry.drift;

import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * What came of comparing locks with registries: every bundle in the order of the locks, or the
 * obstacle that kept all of them from being looked at.
 */
public record DriftReport(
        DriftRequest request,
        Instant startedAt,
        Instant finishedAt,
        List<BundleDrift> bundles,
        SortedSet<String> plainHttpRegistries,
        Optional<TrustAnchor> trustAnchor,
        Optional<Obstacle> obstacle) {

    public DriftReport {
        Objects.requireNonNull(request);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(finishedAt);
        bundles = List.copyOf(bundles);
        if (obstacle.isPresent() && !bundles.isEmpty()) {
            throw new IllegalArgumentException("either bundles or an obstacle");
        }
    }

    /** The gravest of all bundles; drift is the least of what can be wrong. */
    public ExitCode exitCode() {
        return ExitCode.gravest(
                Stream.concat(
                                bundles.stream().map(BundleDrift::exitCode),
                                obstacle.stream().map(ExitCode::of))
                        .toList());
    }

    /** How many things were looked at in all bundles. */
    public long checked() {
        return bundles.stream().mapToLong(BundleDrift::checked).sum();
    }

    /** The bundles that are not as their lock says, or could not be shown to be. */
    public List<BundleDrift> deviating() {
        return bundles.stream().filter(BundleDrift::hasDeviated).toList();
    }

    /** What a technician should know whatever came of it. */
    public List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        request.trust()
                .map(TrustPolicy.Checked::freshness)
                .filter(Freshness.Unchecked.class::isInstance)
                .ifPresent(_ -> warnings.add(Warning.trustTimeUnchecked()));
        plainHttpRegistries.forEach(registry -> warnings.add(Warning.plainHttp(registry)));
        return warnings;
    }
}
