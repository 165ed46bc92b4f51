package dev.autonomy.registry.adapter.output;

import dev.autonomy.registry.catalog.BundleEnd;
import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.catalog.BundleReport;
import dev.autonomy.registry.catalog.CatalogEntry;
import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports of catalogs, made of reports of seeds. */
final class CatalogReports {

    private CatalogReports() {}

    /** Two bundles, not in the order of their names. */
    static CatalogReport whole() {
        return of(
                bundle("nav", new BundleEnd.Ended(Reports.seededAgain())),
                bundle("arm", new BundleEnd.Ended(Reports.seeded())));
    }

    /** The same of a run that was told in another order. */
    static CatalogReport wholeTheOtherWayRound() {
        return of(
                bundle("arm", new BundleEnd.Ended(Reports.seeded())),
                bundle("nav", new BundleEnd.Ended(Reports.seeded())));
    }

    static CatalogReport failed() {
        return of(
                bundle("nav", new BundleEnd.Ended(Reports.refused())),
                bundle("arm", new BundleEnd.Ended(Reports.stoppedAtOnce())),
                bundle("gripper", new BundleEnd.NotAttempted(ExitCode.TAMPERED)),
                bundle("lift", new BundleEnd.Cancelled()),
                bundle("robot", new BundleEnd.Ended(Reports.seeded())));
    }

    private static BundleReport bundle(String name, BundleEnd end) {
        SeedReport any = Reports.seeded();
        return new BundleReport(new CatalogEntry(new BundleName(name), any.request()), end);
    }

    private static CatalogReport of(BundleReport... bundles) {
        return new CatalogReport(
                Optional.of(new ToolVersion("skopeo", "1.9.3")),
                Instant.parse("2026-11-23T10:00:00.5Z"),
                Instant.parse("2026-11-23T10:00:20Z"),
                List.of(bundles),
                List.of());
    }
}
