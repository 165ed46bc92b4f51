package dev.autonomy.registry.adapter.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.autonomy.registry.outcome.Warning;
import java.util.List;

/** Warnings, with the same members wherever they are recorded. */
final class WarningsJson {

    private WarningsJson() {}

    static ArrayNode of(List<Warning> warnings) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        warnings.forEach(
                warning ->
                        json.addObject()
                                .put("kind", warning.kind().label())
                                .put("message", warning.message()));
        return json;
    }
}
