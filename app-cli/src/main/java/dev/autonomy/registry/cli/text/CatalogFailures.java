package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.catalog.BundleEnd;
import dev.autonomy.registry.catalog.BundleReport;
import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What went wrong in a catalog's run, for each bundle what decided, under its name. */
final class CatalogFailures {

    /** More than this tells nobody anything at once. */
    private static final int MOST = 10;

    private CatalogFailures() {}

    /** The gravest first, of one gravity in catalog order; the first has the run's exit code. */
    static List<Failure> of(CatalogReport report) {
        List<Failure> all = byGravity(report);
        if (all.size() <= MOST) {
            return all;
        }
        List<Failure> shown = new ArrayList<>(all.subList(0, MOST));
        Failure next = all.get(MOST);
        int more = all.size() - MOST;
        shown.add(
                Failure.ofCommand(
                        next.exitCode(),
                        "And " + Quantities.count(more, "bundle") + " more",
                        List.of(),
                        "catalog-manifest.json has what happened to each of them."));
        return shown;
    }

    private static List<Failure> byGravity(CatalogReport report) {
        List<Failure> left =
                new ArrayList<>(
                        Stream.concat(
                                        report.obstacles().stream()
                                                .map(
                                                        each ->
                                                                ObstacleText.failure(
                                                                        each,
                                                                        Optional.empty(),
                                                                        ObstacleHint.of(each))),
                                        report.bundles().stream()
                                                .flatMap(each -> of(each).stream()))
                                .toList());
        List<Failure> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            ExitCode gravest = ExitCode.gravest(left.stream().map(Failure::exitCode).toList());
            left.stream().filter(each -> each.exitCode() == gravest).forEach(ordered::add);
            left.removeIf(each -> each.exitCode() == gravest);
        }
        return ordered;
    }

    private static Optional<Failure> of(BundleReport bundle) {
        return bundle.end() instanceof BundleEnd.Ended(SeedReport report)
                ? deciding(report).map(each -> each.ofBundle(bundle.entry().name().text()))
                : Optional.empty();
    }

    private static Optional<Failure> deciding(SeedReport report) {
        return switch (report.outcome()) {
            case SeedOutcome.Seeded _, SeedOutcome.Rehearsed _ -> Optional.empty();
            case SeedOutcome.Refused _ -> Ending.of(report).failure();
            case SeedOutcome.Stopped(var step, var obstacles) ->
                    Optional.of(
                            ObstacleText.failure(
                                    obstacles.getFirst(),
                                    Optional.of(step),
                                    hint(obstacles.getFirst(), report.request())));
        };
    }

    /** In terms of a catalog, whose entries have no options. */
    private static String hint(Obstacle obstacle, SeedRequest request) {
        return obstacle instanceof Obstacle.NotFound
                ? "check how " + request.from() + " is spelt, and that the source has it."
                : ObstacleHint.of(obstacle);
    }
}
