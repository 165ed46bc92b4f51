package dev.autonomy.registry.adapter.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A JSON object of which every member is known and has the kind it is read as: a member nobody here
 * knows could be the one that another reader goes by.
 */
public final class KnownMembers {

    /** What a double holds exactly; canonical JSON (RFC 8785) knows no larger whole number. */
    private static final long MAX_WHOLE = (1L << 53) - 1;

    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,15}");

    private final String path;
    private final ObjectNode object;

    private KnownMembers(String path, ObjectNode object, Set<String> known) throws Unreadable {
        this.path = path;
        this.object = object;
        Optional<String> unknown =
                object.propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(name -> !known.contains(name))
                        .findFirst();
        if (unknown.isPresent()) {
            throw new Unreadable(
                    "nobody knows what " + HostileText.quoted(unknown.get()) + " in it means");
        }
    }

    public static KnownMembers of(byte[] document, String... known) throws Unreadable {
        return new KnownMembers("", StrictJson.object(document), Set.of(known));
    }

    public boolean has(String name) {
        return object.has(name);
    }

    public KnownMembers object(String name, String... known) throws Unreadable {
        if (object.path(name) instanceof ObjectNode member) {
            return new KnownMembers(path(name), member, Set.of(known));
        }
        throw wrong(name, "an object");
    }

    /** The objects of an array; none where there is no such member. */
    public List<KnownMembers> objects(String name, String... known) throws Unreadable {
        List<KnownMembers> objects = new ArrayList<>();
        for (JsonNode each : array(name)) {
            if (!(each instanceof ObjectNode member)) {
                throw wrong(name, "an array of objects");
            }
            objects.add(new KnownMembers(path(name), member, Set.of(known)));
        }
        return objects;
    }

    /** The byte strings of an array; none where there is no such member. */
    public List<byte[]> byteStrings(String name) throws Unreadable {
        List<byte[]> strings = new ArrayList<>();
        for (JsonNode each : array(name)) {
            strings.add(
                    Optional.ofNullable(each.textValue())
                            .flatMap(StrictBase64::decode)
                            .orElseThrow(() -> wrong(name, "an array of base64")));
        }
        return strings;
    }

    public String text(String name) throws Unreadable {
        return Member.textIfAny(object, name).orElseThrow(() -> wrong(name, "a string"));
    }

    public byte[] bytes(String name) throws Unreadable {
        return Member.textIfAny(object, name)
                .flatMap(StrictBase64::decode)
                .orElseThrow(() -> wrong(name, "base64"));
    }

    /**
     * A whole number from zero, as a number or as protobuf's JSON writes it, in a string; there,
     * what is absent is zero.
     */
    public long number(String name) throws Unreadable {
        JsonNode member = object.path(name);
        if (member.isMissingNode()) {
            return 0;
        }
        String text =
                member.isTextual() || member.isIntegralNumber() ? member.asText() : "no number";
        if (!DIGITS.matcher(text).matches() || Long.parseLong(text) > MAX_WHOLE) {
            throw wrong(name, "a whole number");
        }
        return Long.parseLong(text);
    }

    private ArrayNode array(String name) throws Unreadable {
        if (object.has(name) && !object.path(name).isArray()) {
            throw wrong(name, "an array");
        }
        return object.has(name) ? (ArrayNode) object.path(name) : object.arrayNode();
    }

    private Unreadable wrong(String name, String expected) {
        return new Unreadable("its " + path(name) + " is not " + expected);
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
