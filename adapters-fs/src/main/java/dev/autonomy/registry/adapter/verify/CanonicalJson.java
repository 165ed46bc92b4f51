package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.adapter.document.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one form of a JSON object that is fingerprinted: compact, members by code point, numbers as
 * written (spec 2).
 */
final class CanonicalJson {

    /** The order of UTF-8 bytes is that of code points; that of Java's strings is not. */
    private static final Comparator<String> BY_CODE_POINT =
            (a, b) ->
                    Arrays.compareUnsigned(
                            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private CanonicalJson() {}

    /** The canonical bytes without the one top-level member. */
    static byte[] of(byte[] document, String withoutMember) throws Unreadable {
        return StrictJson.tokens(document, parser -> canonical(parser, withoutMember));
    }

    private static byte[] canonical(JsonParser parser, String withoutMember)
            throws IOException, Unreadable {
        parser.nextToken();
        Map<String, String> members = members(parser);
        if (parser.nextToken() != null) {
            throw new Unreadable("there is other text behind it");
        }
        members.remove(withoutMember);
        return object(members).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> members(JsonParser parser) throws IOException, Unreadable {
        Map<String, String> members = new TreeMap<>(BY_CODE_POINT);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = checked(parser.currentName());
            parser.nextToken();
            if (members.put(name, value(parser)) != null) {
                throw new Unreadable("it states one member twice");
            }
        }
        return members;
    }

    private static String value(JsonParser parser) throws IOException, Unreadable {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(members(parser));
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> quoted(checked(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
                    parser.getText();
            default -> throw new Unreadable("it is not strict JSON");
        };
    }

    private static String array(JsonParser parser) throws IOException, Unreadable {
        StringBuilder array = new StringBuilder("[");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (array.length() > 1) {
                array.append(',');
            }
            array.append(value(parser));
        }
        return array.append(']').toString();
    }

    private static String object(Map<String, String> members) {
        StringBuilder object = new StringBuilder("{");
        members.forEach(
                (name, value) -> {
                    if (object.length() > 1) {
                        object.append(',');
                    }
                    object.append(quoted(name)).append(':').append(value);
                });
        return object.append('}').toString();
    }

    private static String checked(String text) throws Unreadable {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Unreadable("it has half of a surrogate pair");
        }
        return text;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' ->
                        quoted.append("\\u%04x".formatted((int) c));
                default -> {
                    if (c < 0x20) {
                        quoted.append("\\u%04x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
