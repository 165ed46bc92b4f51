package dev.autonomy.registry.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.json.Json;
import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.words.Words;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the members of manifests and descriptors; a member of another type than the OCI image spec
 * gives it is unreadable, and null counts as absent, as in the field's Go tools.
 */
final class DescriptorReader {

    private DescriptorReader() {}

    static List<Descriptor> list(ObjectNode parent, String name) throws Unreadable {
        JsonNode value = parent.path(name);
        if (value.isNull()) {
            return List.of();
        }
        if (!(value instanceof ArrayNode array)) {
            throw new Unreadable("\"" + name + "\" is not a list");
        }
        List<Descriptor> descriptors = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            descriptors.add(descriptor(array.get(i), name + "[" + i + "]"));
        }
        return descriptors;
    }

    static Optional<Descriptor> optional(ObjectNode parent, String name) throws Unreadable {
        return Json.isAbsent(parent.path(name))
                ? Optional.empty()
                : Optional.of(descriptor(parent.get(name), name));
    }

    static Map<String, String> annotations(ObjectNode parent) throws Unreadable {
        JsonNode value = parent.path("annotations");
        Map<String, String> annotations = new HashMap<>();
        if (Json.isAbsent(value)) {
            return annotations;
        }
        if (!(value instanceof ObjectNode object)) {
            throw new Unreadable("\"annotations\" is not an object");
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!member.getValue().isTextual()) {
                throw new Unreadable("an annotation is not a string");
            }
            annotations.put(member.getKey(), member.getValue().textValue());
        }
        return annotations;
    }

    private static Descriptor descriptor(JsonNode value, String where) throws Unreadable {
        if (!(value instanceof ObjectNode object)) {
            throw new Unreadable("\"" + where + "\" is not a descriptor");
        }
        try {
            return new Descriptor(
                    mediaType(object, where),
                    Digest.parse(required(object, "digest", where)),
                    size(object, where),
                    annotations(object),
                    platform(object),
                    Json.text(object, "artifactType"),
                    Json.text(object, "data"));
        } catch (InvalidInput e) {
            throw new Unreadable("the digest of \"" + where + "\" is not usable: " + e.rule());
        }
    }

    /** As plain as RFC 6838 and HTTP have it, because it is shown and sent on. */
    private static String mediaType(ObjectNode descriptor, String where) throws Unreadable {
        String mediaType = required(descriptor, "mediaType", where);
        if (!mediaType.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new Unreadable("the mediaType of \"" + where + "\" is not a media type");
        }
        return mediaType;
    }

    private static long size(ObjectNode descriptor, String where) throws Unreadable {
        JsonNode size = descriptor.path("size");
        if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
            throw new Unreadable("the size of \"" + where + "\" is not a number of bytes");
        }
        return size.longValue();
    }

    private static Optional<Platform> platform(ObjectNode descriptor) throws Unreadable {
        JsonNode value = descriptor.path("platform");
        if (Json.isAbsent(value)) {
            return Optional.empty();
        }
        if (!(value instanceof ObjectNode object)) {
            throw new Unreadable("\"platform\" is not an object");
        }
        return Optional.of(
                new Platform(
                        Json.text(object, "os").map(Words::clean).orElse("unknown"),
                        Json.text(object, "architecture").map(Words::clean).orElse("unknown"),
                        Json.text(object, "variant").map(Words::clean)));
    }

    private static String required(ObjectNode descriptor, String name, String where)
            throws Unreadable {
        return Json.text(descriptor, name)
                .orElseThrow(() -> new Unreadable("\"" + where + "\" has no " + name));
    }
}
