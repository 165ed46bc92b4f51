package dev.autonomy.registry.adapter.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.ToolVersion;
import java.util.Optional;

/** What made a record, and with what it copied. */
final class ToolJson {

    private ToolJson() {}

    static ObjectNode of(ToolVersion product, Optional<ToolVersion> replicator) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", product.name());
        json.put("version", product.version());
        replicator.ifPresent(skopeo -> json.put("skopeo", skopeo.version()));
        return json;
    }
}
