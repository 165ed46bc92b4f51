package dev.autonomy.registry.adapter.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A JSON document as this product writes it: UTF-8, LF, two spaces, a final newline (spec 3). */
public final class JsonText {

    private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");

    private static final DefaultPrettyPrinter LINES =
            new DefaultPrettyPrinter(
                            Separators.createDefaultInstance()
                                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                                    .withObjectEmptySeparator("")
                                    .withArrayEmptySeparator(""))
                    .withObjectIndenter(TWO_SPACES)
                    .withArrayIndenter(TWO_SPACES);

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    public static byte[] of(JsonNode document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(LINES.createInstance());
            write(json, document);
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory", e);
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** By hand: what Jackson brings to write any object takes longer to load than all this does. */
    private static void write(JsonGenerator json, JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                json.writeStartObject();
                for (Map.Entry<String, JsonNode> each : node.properties()) {
                    json.writeFieldName(each.getKey());
                    write(json, each.getValue());
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (JsonNode each : node) {
                    write(json, each);
                }
                json.writeEndArray();
            }
            case STRING -> json.writeString(node.textValue());
            case NUMBER -> json.writeNumber(node.asText());
            case BOOLEAN -> json.writeBoolean(node.booleanValue());
            case NULL -> json.writeNull();
            case BINARY, POJO, MISSING ->
                    throw new IllegalArgumentException("not of a document: " + node.getNodeType());
        }
    }
}
