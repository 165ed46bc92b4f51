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
        for (int i = 0; i < array.size(); i++) {
            String where = name + "[" + i + "]";
            if (!(array.get(i) instanceof ObjectNode object)) {
                throw new Unreadable("\"" + where + "\" is not a descriptor");
            }
            descriptors.add(read(object, where));
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
                    mediaType(descriptor, where),
                    Digest.parse(required(descriptor, "digest", where)),
                    size(descriptor, where),
                    annotations(descriptor),
                    platform(descriptor),
                    Member.text(descriptor, "artifactType"),
                    Member.text(descriptor, "data"));
        } catch (InvalidInput e) {
            throw new Unreadable("the digest of \"" + where + "\" is not usable: " + e.rule());
        }
    }

    /** As plain as RFC 6838 has it, because it is shown. */
    private static String mediaType(ObjectNode descriptor, String where) throws Unreadable {
        String mediaType = required(descriptor, "mediaType", where);
        if (!mediaType.chars().allMatch(HostileText::isPlain)) {
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
        Optional<ObjectNode> platform = Member.object(descriptor, "platform");
        return platform.isPresent()
                ? Optional.of(
                        new Platform(
                                shown(platform.get(), "os").orElse("unknown"),
                                shown(platform.get(), "architecture").orElse("unknown"),
                                shown(platform.get(), "variant")))
                : Optional.empty();
    }

    private static Optional<String> shown(ObjectNode platform, String name) throws Unreadable {
        return Member.text(platform, name).map(HostileText::plain);
    }

    private static String required(ObjectNode descriptor, String name, String where)
            throws Unreadable {
        return Member.text(descriptor, name)
                .orElseThrow(() -> new Unreadable("\"" + where + "\" has no " + name));
    }
}
