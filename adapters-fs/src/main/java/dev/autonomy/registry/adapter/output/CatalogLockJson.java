package dev.autonomy.registry.adapter.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.catalog.BundleEnd;
import dev.autonomy.registry.catalog.BundleReport;
import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.outcome.SeedReport;
import java.util.List;

/** The locks of all bundles of a catalog in one document, sorted by their names (spec 7.1). */
public final class CatalogLockJson {

    private CatalogLockJson() {}

    /** The content for a report that is whole. */
    public static ObjectNode of(CatalogReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schemaVersion", 1);
        ArrayNode bundles = json.putArray("bundles");
        List<BundleReport> sorted =
                report.bundles().stream().sorted((a, b) -> name(a).compareTo(name(b))).toList();
        for (BundleReport each : sorted) {
            SeedLockJson.addPins(bundles.addObject().put("name", name(each)), seeded(each));
        }
        return json;
    }

    private static String name(BundleReport bundle) {
        return bundle.entry().name().text();
    }

    private static SeedReport seeded(BundleReport bundle) {
        if (bundle.end() instanceof BundleEnd.Ended(SeedReport report)) {
            return report;
        }
        throw new IllegalArgumentException("only bundles that were seeded have pins");
    }
}
