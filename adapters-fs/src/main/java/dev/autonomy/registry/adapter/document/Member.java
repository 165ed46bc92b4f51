package dev.autonomy.registry.adapter.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Members of JSON objects, which are of one type each. A member that is null counts as absent, as
 * in the field's Go tools.
 */
public final class Member {

    private Member() {}

    /** A text, and nothing else where the member is there. */
    public static Optional<String> text(JsonNode parent, String name) throws Unreadable {
        JsonNode value = parent.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Unreadable("\"" + name + "\" is not a string");
        }
        return Optional.of(value.textValue());
    }

    /** A text; whatever else the member is says nothing. */
    public static Optional<String> textIfAny(JsonNode parent, String name) {
        return Optional.ofNullable(parent.path(name).textValue());
    }

    /** An object, and nothing else where the member is there. */
    public static Optional<ObjectNode> object(JsonNode parent, String name) throws Unreadable {
        JsonNode value = parent.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode object) {
            return Optional.of(object);
        }
        throw new Unreadable("\"" + name + "\" is not an object");
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
