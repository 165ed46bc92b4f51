package dev.autonomy.registry.cli.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.output.DriftReportJson;
import dev.autonomy.registry.adapter.output.JsonText;
import dev.autonomy.registry.cli.text.DriftEnding;
import dev.autonomy.registry.model.ToolVersion;
import java.nio.charset.StandardCharsets;

/** The result of a comparison as one JSON object (drift-result.schema.json). */
public final class JsonDrift {

    private JsonDrift() {}

    public static void print(Console console, DriftEnding ending, ToolVersion product) {
        ObjectNode result =
                ending.report()
                        .map(report -> DriftReportJson.of(report, product))
                        .orElseGet(JsonNodeFactory.instance::objectNode);
        if (!ending.repair().isEmpty()) {
            ArrayNode repair = result.putArray("repair");
            ending.repair().forEach(repair::add);
        }
        byte[] text = JsonText.of(ending(result, ending));
        console.document(new String(text, StandardCharsets.UTF_8).stripTrailing());
    }

    static ObjectNode ending(ObjectNode into, DriftEnding ending) {
        into.put("outcome", ending.result().word()).put("exitCode", ending.exitCode());
        ending.failure().ifPresent(failure -> JsonResult.error(into.putObject("error"), failure));
        return into;
    }
}
