package dev.autonomy.registry.cli.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.output.CatalogManifestJson;
import dev.autonomy.registry.adapter.output.JsonText;
import dev.autonomy.registry.adapter.output.SeedManifestJson;
import dev.autonomy.registry.adapter.output.VerifyReportJson;
import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.text.Failure;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.VerifyReport;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The result as one JSON object: what was reported as far as the run came, and how it ended (spec
 * 3; seed-result.schema.json, verify-result.schema.json, catalog-result.schema.json).
 */
public final class JsonResult {

    private JsonResult() {}

    /** Of a seed: the manifest's content. */
    public static void print(Console console, Ending ending, ToolVersion product) {
        print(console, ending, ending.report().map(report -> SeedManifestJson.of(report, product)));
    }

    /** Of judging a bundle where it is: the report's content. */
    public static void print(
            Console console, Ending ending, Optional<VerifyReport> report, ToolVersion product) {
        print(console, ending, report.map(each -> VerifyReportJson.of(each, product)));
    }

    /** Of a catalog: the roll-up's content. */
    public static void printCatalog(
            Console console, Ending ending, Optional<CatalogReport> report, ToolVersion product) {
        print(console, ending, report.map(each -> CatalogManifestJson.of(each, product)));
    }

    private static void print(Console console, Ending ending, Optional<ObjectNode> report) {
        ObjectNode result = report.orElseGet(JsonNodeFactory.instance::objectNode);
        byte[] text = JsonText.of(ending(result, ending));
        console.document(new String(text, StandardCharsets.UTF_8).stripTrailing());
    }

    static ObjectNode ending(ObjectNode into, Ending ending) {
        into.put("outcome", ending.result().word()).put("exitCode", ending.exitCode().code());
        ending.failure().ifPresent(failure -> error(into.putObject("error"), failure));
        return into;
    }

    static void error(ObjectNode into, Failure failure) {
        into.put("kind", failure.exitCode().kind());
        failure.step().ifPresent(step -> into.put("step", step.number()));
        failure.artifact().ifPresent(artifact -> into.put("artifact", artifact));
        failure.registry().ifPresent(registry -> into.put("registry", registry));
        into.put("message", failure.message()).put("hint", failure.hint());
        failure.detail().ifPresent(detail -> into.put("detail", detail.text()));
    }
}
