package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.catalog.BundleEnd;
import dev.autonomy.registry.catalog.BundleReport;
import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What went wrong in a catalog's run, each bundle's own failures under its name. */
final class CatalogFailures {

    private CatalogFailures() {}

    /** The gravest first; of one gravity in catalog order. */
    static List<Failure> of(CatalogReport report) {
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
                                        report.bundles().stream().flatMap(CatalogFailures::of))
                                .toList());
        List<Failure> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            ExitCode gravest = ExitCode.gravest(left.stream().map(Failure::exitCode).toList());
            left.stream().filter(each -> each.exitCode() == gravest).forEach(ordered::add);
            left.removeIf(each -> each.exitCode() == gravest);
        }
        return ordered;
    }

    private static Stream<Failure> of(BundleReport bundle) {
        return bundle.end() instanceof BundleEnd.Ended(SeedReport report)
                ? Ending.of(report).failures().stream()
                        .map(failure -> failure.ofBundle(bundle.entry().name().text()))
                : Stream.of();
    }
}
