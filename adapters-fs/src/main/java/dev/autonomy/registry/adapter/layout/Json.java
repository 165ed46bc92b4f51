package dev.autonomy.registry.adapter.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Unreadable;
import java.util.Optional;

/**
 * Members of JSON objects, which are of one type each, and objects as bytes. A member that is null
 * counts as absent, as in the field's Go tools.
 */
final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    private Json() {}

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /** Compact, members in the order of the tree. */
    static byte[] bytes(ObjectNode object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    static Optional<String> text(ObjectNode parent, String name) throws Unreadable {
        JsonNode value = parent.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Unreadable("\"" + name + "\" is not a string");
        }
        return Optional.of(value.textValue());
    }

    static Optional<ObjectNode> member(ObjectNode parent, String name) throws Unreadable {
        JsonNode value = parent.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode object) {
            return Optional.of(object);
        }
        throw new Unreadable("\"" + name + "\" is not an object");
    }

    static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
