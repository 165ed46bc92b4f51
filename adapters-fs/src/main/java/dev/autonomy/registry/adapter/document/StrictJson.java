package dev.autonomy.registry.adapter.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One JSON object in UTF-8 without a byte order mark, without a member twice, with nothing behind
 * it, nested at most 500 deep (rule R6). Numbers keep their value exactly.
 */
public final class StrictJson {

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

    private StrictJson() {}

    /** Something that reads a document token by token. */
    public interface Reading<T> {
        T from(JsonParser parser) throws IOException, Unreadable;
    }

    /** All of a document that names nothing by fixed names, or whose reader knows every name. */
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

    /** An object that a signature is over: nothing stands before it either. */
    public static ObjectNode signedObject(byte[] document, Shape.Members shape) throws Unreadable {
        if (document.length == 0 || document[0] != '{') {
            throw new Unreadable("it does not start as a JSON object");
        }
        return object(document, shape);
    }

    /** The tokens of a document, which the reading itself must hold to be strict. */
    public static <T> T tokens(byte[] document, Reading<T> reading) throws Unreadable {
        requireObject(document);
        try {
            return tokens(new ByteArrayInputStream(document), reading);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** The same of a document as it arrives, whose reading also holds it to be one object. */
    static <T> T tokens(InputStream document, Reading<T> reading) throws IOException, Unreadable {
        try (JsonParser parser =
                FACTORY.createParser(
                        new InputStreamReader(document, StandardCharsets.UTF_8.newDecoder()))) {
            return reading.from(parser);
        } catch (JsonProcessingException e) {
            throw new Unreadable(
                    "it is not strict JSON"
                            + Optional.ofNullable(e.getLocation())
                                    .map(StrictJson::position)
                                    .orElse(""));
        } catch (CharacterCodingException _) {
            throw new Unreadable("it is not UTF-8");
        }
    }

    private static ObjectNode read(byte[] document, Shape shape, ShapedReader.Rest rest)
            throws Unreadable {
        return tokens(document, parser -> new ShapedReader(parser, rest).document(shape));
    }

    static String position(JsonLocation location) {
        return " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
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
