package dev.autonomy.registry.catalog;

import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.BundleResult;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a catalog's run ended: each bundle in catalog order, and what was in the way of the run as a
 * whole.
 */
public record CatalogReport(
        Optional<ToolVersion> replicator,
        Instant startedAt,
        Instant finishedAt,
        List<BundleReport> bundles,
        List<Obstacle> obstacles) {

    public CatalogReport {
        bundles = List.copyOf(bundles);
        obstacles = List.copyOf(obstacles);
    }

    /** Whether every bundle is where it belongs. */
    public boolean isWhole() {
        return obstacles.isEmpty()
                && bundles.stream().allMatch(each -> each.end().result() == BundleResult.SEEDED);
    }

    /** The gravest of all; cancellation stands alone (spec 7.1). */
    public ExitCode exitCode() {
        List<ExitCode> all =
                Stream.concat(
                                obstacles.stream().map(ExitCode::of),
                                bundles.stream().map(each -> each.end().exitCode()))
                        .toList();
        return all.contains(ExitCode.CANCELLED) ? ExitCode.CANCELLED : ExitCode.gravest(all);
    }

    /** Whatever was in the way of the run or of one of its bundles, other than a verdict. */
    public List<Obstacle> allObstacles() {
        return Stream.concat(
                        obstacles.stream(),
                        bundles.stream().flatMap(each -> each.end().obstacles().stream()))
                .toList();
    }
}
