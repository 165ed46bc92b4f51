package dev.autonomy.registry.adapter.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads descriptors; a member of another type than the OCI image spec gives it is unreadable. */
final class Descriptors {

    private Descriptors() {}

    static List<Descriptor> list(ObjectNode parent, String name) throws Unreadable {
        JsonNode value = parent.path(name);
        if (value.isNull()) {
            return List.of();
        }
        if (!(value instanceof ArrayNode array)) {
            throw new Unreadable("\"" + name + "\" is not a list");
        }
        List<Descriptor> descriptors = new ArrayList<>(array.size());
        for (JsonNode each : array) {
            if (!(each instanceof ObjectNode object)) {
                throw new Unreadable("an entry of \"" + name + "\" is not a descriptor");
            }
            descriptors.add(read(object, name));
        }
        return descriptors;
    }

    static Optional<Descriptor> optional(ObjectNode parent, String name) throws Unreadable {
        Optional<ObjectNode> member = Member.object(parent, name);
        return member.isPresent() ? Optional.of(read(member.get(), name)) : Optional.empty();
    }

    static Map<String, String> annotations(ObjectNode parent) throws Unreadable {
        Map<String, String> annotations = new HashMap<>();
        Optional<ObjectNode> member = Member.object(parent, "annotations");
        if (member.isPresent()) {
            for (Map.Entry<String, JsonNode> each : member.get().properties()) {
                if (!each.getValue().isTextual()) {
                    throw new Unreadable("an annotation is not a string");
                }
                annotations.put(each.getKey(), each.getValue().textValue());
            }
        }
        return annotations;
    }

    private static Descriptor read(ObjectNode descriptor, String where) throws Unreadable {
        try {
            return new Descriptor(
                    required(descriptor, "mediaType", where),
                    Digest.parse(required(descriptor, "digest", where)),
                    size(descriptor, where),
                    annotations(descriptor),
                    platform(descriptor),
                    Member.text(descriptor, "artifactType"),
                    Member.text(descriptor, "data"));
        } catch (InvalidInput e) {
            throw new Unreadable("a digest in \"" + where + "\" is not usable: " + e.rule());
        }
    }

    private static long size(ObjectNode descriptor, String where) throws Unreadable {
        JsonNode size = descriptor.path("size");
        if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
            throw new Unreadable("a size in \"" + where + "\" is not a number of bytes");
        }
        return size.longValue();
    }

    private static Optional<Platform> platform(ObjectNode descriptor) throws Unreadable {
        Optional<ObjectNode> platform = Member.object(descriptor, "platform");
        return platform.isPresent()
                ? Optional.of(
                        new Platform(
                                Member.text(platform.get(), "os").orElse("unknown"),
                                Member.text(platform.get(), "architecture").orElse("unknown"),
                                Member.text(platform.get(), "variant")))
                : Optional.empty();
    }

    private static String required(ObjectNode descriptor, String name, String where)
            throws Unreadable {
        return Member.text(descriptor, name)
                .orElseThrow(() -> new Unreadable("an entry of \"" + where + "\" has no " + name));
    }
}
