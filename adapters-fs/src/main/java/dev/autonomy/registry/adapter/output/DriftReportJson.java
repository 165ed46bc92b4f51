package dev.autonomy.registry.adapter.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.drift.BundleDrift;
import dev.autonomy.registry.drift.DriftItem;
import dev.autonomy.registry.drift.DriftReport;
import dev.autonomy.registry.model.ToolVersion;
import java.util.Locale;

/**
 * What came of comparing locks with registries, as a JSON tree (drift-result.schema.json): of each
 * bundle how much was looked at, and what is not as its lock says.
 */
public final class DriftReportJson {

    private DriftReportJson() {}

    /** The content for this report, written by this product. */
    public static ObjectNode of(DriftReport report, ToolVersion product) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schemaVersion", 1);
        json.putObject("tool").put("name", product.name()).put("version", product.version());
        json.put("startedAt", JsonTime.of(report.startedAt()));
        json.put("finishedAt", JsonTime.of(report.finishedAt()));
        report.request().registry().ifPresent(registry -> json.put("registry", registry));
        json.put("depth", report.request().depth().name().toLowerCase(Locale.ROOT));
        json.put("checked", report.checked());
        ArrayNode bundles = json.putArray("bundles");
        report.bundles().forEach(each -> bundles.add(bundle(each, report)));
        json.set("warnings", WarningsJson.of(report.warnings()));
        if (!report.plainHttpRegistries().isEmpty()) {
            json.put("insecure", true);
        }
        return json;
    }

    private static ObjectNode bundle(BundleDrift bundle, DriftReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        bundle.lock().name().ifPresent(name -> json.put("name", name.text()));
        json.put("reference", bundle.lock().image().toString());
        json.put("digest", bundle.lock().digest().toString());
        json.put("checked", bundle.checked());
        json.put("unchanged", bundle.unchanged());
        json.put("exitCode", bundle.exitCode().code());
        ArrayNode items = json.putArray("items");
        bundle.items().forEach(each -> items.add(item(each)));
        if (bundle.unlisted() > 0) {
            json.put("unlisted", bundle.unlisted());
        }
        bundle.verification()
                .ifPresent(
                        found ->
                                json.set(
                                        "verification",
                                        VerificationJson.of(
                                                found,
                                                report.request().trust().orElseThrow(),
                                                report.trustAnchor())));
        bundle.unjudged().ifPresent(obstacle -> json.put("unjudged", obstacle.getMessage()));
        return json;
    }

    private static ObjectNode item(DriftItem item) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", item.kind().label());
        json.put("of", item.of());
        json.put("name", item.name());
        json.put("state", item.state().label());
        item.expected().ifPresent(expected -> json.put("expected", expected));
        item.found().ifPresent(found -> json.put("found", found));
        item.standing().ifPresent(left -> json.put("lockedContent", left.label()));
        item.obstacle().ifPresent(obstacle -> json.put("message", obstacle.getMessage()));
        return json;
    }
}
