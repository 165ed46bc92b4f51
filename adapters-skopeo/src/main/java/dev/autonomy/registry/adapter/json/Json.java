package dev.autonomy.registry.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads one JSON object strictly: UTF-8 without a byte order mark, no member twice, nothing behind
 * it, nested at most 500 deep. Numbers keep their value exactly.
 */
public final class Json {

    private static final int MAX_NESTING = 500;

    /** No number or name is longer, in characters. */
    private static final int MAX_TOKEN = 1 << 20;

    /** What may stand before an object (RFC 8259). */
    private static final String SPACE = " \t\n\r";

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_NESTING)
                                    .maxNumberLength(MAX_TOKEN)
                                    .maxNameLength(MAX_TOKEN)
                                    .build())
                    // The JDK's own takes a quarter of a minute for a number of a mebibyte.
                    .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // Names of hostile documents stay out of tables that outlive them.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build();

    /** Apart, because most runs only read, and this takes longer to load than all of them read. */
    private static final class Trees {
        private static final JsonMapper MAPPER =
                JsonMapper.builder(FACTORY)
                        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                        .build();
    }

    private Json() {}

    /** All of a document that no other tool will read: the user's own, an answer to us alone. */
    public static ObjectNode object(byte[] document) throws Unreadable {
        return read(document, Shape.ANYTHING, ShapedReader.Rest.KEPT);
    }

    /** What the shape names; the rest is checked and passed over. */
    public static ObjectNode object(byte[] document, Shape.Members shape) throws Unreadable {
        return read(document, shape, ShapedReader.Rest.PASSED_OVER);
    }

    /** All of a document, with what the shape does not name as well. */
    public static ObjectNode whole(byte[] document, Shape.Members shape) throws Unreadable {
        return read(document, shape, ShapedReader.Rest.KEPT);
    }

    /** A member that is a text; empty where it is not there, or null as in the field's Go tools. */
    public static Optional<String> text(ObjectNode parent, String name) throws Unreadable {
        JsonNode value = parent.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Unreadable("\"" + name + "\" is not a string");
        }
        return Optional.of(value.textValue());
    }

    /** Null counts as absent, as in the field's Go tools. */
    public static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    public static ObjectNode newObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Compact, members in the order of the tree. */
    public static byte[] bytes(ObjectNode object) {
        try {
            return Trees.MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    static String position(JsonLocation location) {
        return " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static ObjectNode read(byte[] document, Shape shape, ShapedReader.Rest rest)
            throws Unreadable {
        requireObject(document);
        try (JsonParser parser =
                FACTORY.createParser(
                        new InputStreamReader(
                                new ByteArrayInputStream(document),
                                StandardCharsets.UTF_8.newDecoder()))) {
            return new ShapedReader(parser, rest).document(shape);
        } catch (JsonProcessingException e) {
            throw new Unreadable(
                    "it is not strict JSON"
                            + Optional.ofNullable(e.getLocation()).map(Json::position).orElse(""));
        } catch (CharacterCodingException _) {
            throw new Unreadable("it is not UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static void requireObject(byte[] document) throws Unreadable {
        for (byte each : document) {
            if (each == '{') {
                return;
            }
            if (SPACE.indexOf(each) < 0) {
                break;
            }
        }
        throw new Unreadable("it is not a JSON object");
    }
}
