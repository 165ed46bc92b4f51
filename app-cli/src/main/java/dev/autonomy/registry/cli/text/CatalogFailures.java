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
                ? Ending.of(report)
                        .failure()
                        .map(
                                each ->
                                        each.ofBundle(
                                                bundle.entry().name().text(), hint(each, report)))
                : Optional.empty();
    }

    /** In words that fit a catalog as well as a command line: its entries have no options. */
    private static String hint(Failure failure, SeedReport report) {
        return switch (failure.exitCode()) {
            case NOT_FOUND ->
                    "check how "
                            + report.request().from()
                            + " is spelt, and that the source has it with all that is asked for.";
            case TRUST_SETUP -> "check the key or the trusted root that is given for it.";
            case WRONG_KEY ->
                    "check that the key or identity given for it is this publisher's. If it is, do not use"
                            + " this bundle: somebody else signed it.";
            case STALE ->
                    "check this machine's date and time first. If they are right, ask the publisher to sign"
                            + " again; a bundle that is only older than allowed, and that you know is the one"
                            + " you want, passes with a longer greatest age.";
            default -> failure.hint();
        };
    }
}
