package dev.autonomy.registry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Reads what the command prints as JSON, and holds it against the shipped schemas. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private Json() {}

    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> lines(String text) {
        return text.lines().map(Json::parse).toList();
    }

    /** The names of the events, each line valid by the schema. */
    public static List<String> events(String text) {
        List<JsonNode> lines = lines(text);
        lines.forEach(line -> assertValid("progress-event", line));
        return lines.stream().map(line -> line.get("event").asText()).toList();
    }

    public static void assertValid(String schema, JsonNode document) {
        assertEquals(
                Set.of(),
                SCHEMAS.getSchema(
                                SchemaLocation.of(
                                        "classpath:dev/autonomy/registry/schema/"
                                                + schema
                                                + ".schema.json"))
                        .validate(document),
                document.toPrettyString());
    }
}
