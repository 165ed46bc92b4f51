package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.catalog.BundleEnd;
import dev.autonomy.registry.catalog.BundleReport;
import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.outcome.BundleResult;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Transfer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a catalog came to, as a short summary for people. */
public final class CatalogText {

    private static final int NAME = 28;

    private CatalogText() {}

    /** After a rehearsal, whatever came of it: what would become of each of them. */
    public static String ofRehearsal(CatalogReport report) {
        List<String> lines = new ArrayList<>();
        report.bundles().forEach(each -> lines.add(plan(each)));
        lines.add(sum(report));
        lines.add("Nothing was written.");
        return String.join("\n", lines);
    }

    /** After a run, whole or not: how many of them, and the files. */
    public static String of(CatalogReport report, Path out) {
        return report.obstacles().isEmpty()
                ? sum(report) + "\nWrote " + files(report, out)
                : sum(report);
    }

    private static String sum(CatalogReport report) {
        return Quantities.count(report.bundles().size(), "bundle")
                + ": "
                + counts(report)
                + time(report);
    }

    private static String plan(BundleReport bundle) {
        String name = ("%-" + NAME + "s  ").formatted(bundle.entry().name());
        return switch (bundle.end()) {
            case BundleEnd.Ended(var report) when bundle.end().result() == BundleResult.REHEARSED ->
                    name + move(report);
            case BundleEnd.Ended _, BundleEnd.NotAttempted _, BundleEnd.Cancelled _ ->
                    name
                            + bundle.end().exitCode().kind()
                            + " ("
                            + bundle.end().exitCode().code()
                            + ")";
        };
    }

    private static String move(SeedReport report) {
        SeedReport.Destination destination = report.destination().orElseThrow();
        String was =
                destination
                        .previous()
                        .map(
                                digest ->
                                        digest.equals(destination.digest())
                                                ? "there already"
                                                : "now " + digest.abbreviated())
                        .orElse("new");
        return ResultText.verdict(report)
                + "  "
                + destination.reference()
                + " → "
                + destination.digest().abbreviated()
                + " ("
                + was
                + ")";
    }

    private static String counts(CatalogReport report) {
        return Arrays.stream(BundleResult.values())
                .flatMap(
                        result -> {
                            long count =
                                    report.bundles().stream()
                                            .filter(each -> each.end().result() == result)
                                            .count();
                            return count == 0 ? Stream.of() : Stream.of(count + " " + word(result));
                        })
                .collect(Collectors.joining(", "));
    }

    private static String word(BundleResult result) {
        return switch (result) {
            case SEEDED -> "seeded";
            case REHEARSED -> "may be seeded";
            case REFUSED -> "refused";
            case STOPPED -> "stopped";
            case NOT_ATTEMPTED -> "not attempted";
            case CANCELLED -> "cancelled";
        };
    }

    private static String time(CatalogReport report) {
        long copied =
                report.bundles().stream()
                        .flatMap(CatalogText::transfers)
                        .filter(each -> each.status() == Transfer.Status.COPIED)
                        .mapToLong(Transfer::bytes)
                        .sum();
        Duration taken = Duration.between(report.startedAt(), report.finishedAt());
        return copied == 0 ? "" : "; " + Quantities.size(copied) + " in " + Quantities.time(taken);
    }

    private static Stream<Transfer> transfers(BundleReport bundle) {
        return bundle.end() instanceof BundleEnd.Ended(SeedReport report)
                ? report.transfers().stream()
                : Stream.of();
    }

    private static String files(CatalogReport report, Path out) {
        String manifest = out.resolve("catalog-manifest.json").normalize().toString();
        return report.isWhole()
                ? manifest + " and " + out.resolve("catalog.lock").normalize()
                : manifest;
    }
}
