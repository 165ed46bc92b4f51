package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One JSON object in UTF-8 without a byte order mark, without a member twice, with nothing behind
 * it (rule R6).
 */
final class StrictJson {

    private static final int MAX_NESTING = 500;

    /** No document is larger, so no token needs a limit of its own. */
    private static final int MAX_TOKEN = 1 << 20;

    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_NESTING)
                                    .maxNumberLength(MAX_TOKEN)
                                    .maxNameLength(MAX_TOKEN)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // The JDK's own takes a quarter of a minute for a number of a mebibyte.
                    .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // Names of hostile documents stay out of tables that outlive them.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build();

    private static final JsonMapper MAPPER =
            JsonMapper.builder(FACTORY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private StrictJson() {}

    static ObjectNode object(byte[] bytes) throws Unreadable {
        try {
            if (MAPPER.readTree(text(bytes)) instanceof ObjectNode object) {
                return object;
            }
            throw new Unreadable("it is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new Unreadable("it is not strict JSON" + position(e));
        }
    }

    /** An object that a signature is over: nothing stands before it either. */
    static ObjectNode signedObject(byte[] bytes) throws Unreadable {
        if (bytes.length == 0 || bytes[0] != '{') {
            throw new Unreadable("it does not start as a JSON object");
        }
        return object(bytes);
    }

    /** The text of a document that starts as an object does. */
    static String text(byte[] bytes) throws Unreadable {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw new Unreadable("it is not UTF-8");
        }
        if (!text.stripLeading().startsWith("{")) {
            throw new Unreadable("it is not a JSON object");
        }
        return text;
    }

    static Optional<String> string(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    static ObjectNode objectIn(ObjectNode object, String name) throws Unreadable {
        if (object.path(name) instanceof ObjectNode member) {
            return member;
        }
        throw new Unreadable("it has no object \"" + name + "\"");
    }

    static String position(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line "
                        + e.getLocation().getLineNr()
                        + ", column "
                        + e.getLocation().getColumnNr()
                        + ")";
    }
}
