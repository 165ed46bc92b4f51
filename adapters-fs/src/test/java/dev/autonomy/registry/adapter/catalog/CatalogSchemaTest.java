package dev.autonomy.registry.adapter.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogSchemaTest {

    private static final String SCHEMA = "dev/autonomy/registry/schema/catalog.schema.json";

    @Test
    void what_the_reader_takes_is_valid() throws Exception {
        for (String text :
                List.of(Catalogs.WHOLE, Catalogs.JSON, Catalogs.HEAD + "- from: x:v1\n")) {
            assertEquals(Set.of(), objections(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- from: ''",
                "- from: [x]",
                "- from:",
                "- to: x:v1",
                "- from: x:v1\n  pubkey: k",
                "- from: x:v1\n  toRegistry: localhost",
                "- from: x:v1\n  skipVerify: true",
                "- from: x:v1\n  name: a/b",
                "- from: x:v1\n  to: y",
                "- from: x:v1\n  to: y:v1@sha256:00",
                "- from: x:v1\n  copyPolicy: 'true'",
                "- from: x:v1\n  copyPolicy: yes",
                "- from: x:v1\n  maxAge: 30d",
                "- from: x:v1\n  certificateIdentity: me",
                "- from: x:v1\n  trustedRoot: r",
                "- from: x:v1\n  pubKey: k\n  certificateIdentity: me\n  certificateOidcIssuer: i\n"
                        + "  trustedRoot: r",
                "- from: f/x@sha256:0000000000000000000000000000000000000000000000000000000000000000",
                "- from: \"x\\ny\"",
                "  []"
            })
    void what_the_reader_refuses_is_not_valid(String bundles) throws Exception {
        String text = Catalogs.HEAD + bundles + "\n";

        assertInstanceOf(CatalogReading.Unsound.class, Catalogs.reading(text, CatalogOptions.NONE));
        assertNotEquals(Set.of(), objections(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schemaVersion: 2",
                "schemaVersion: '1'",
                "schemaVersion: 1\nmore: 1",
                "schemaVersion: 1\ndefaults: {fromRegistry: edge}",
                "schemaVersion: 1\ndefaults: {toRegistry: a.example/x}",
                "schemaVersion: 1\ndefaults: {certificateOidcIssuer: i}",
                "schemaVersion: 1\ndefaults: {name: x}",
                "schemaVersion: 1\ndefaults: []",
            })
    void a_head_that_the_reader_refuses_is_not_valid(String head) throws Exception {
        String text = head + "\nbundles: [{from: a.example/x:v1, to: localhost/x:v1, pubKey: k}]\n";

        assertInstanceOf(CatalogReading.Unsound.class, Catalogs.reading(text, CatalogOptions.NONE));
        assertNotEquals(Set.of(), objections(text));
    }

    @ParameterizedTest
    @EnumSource
    void the_keys_are_those_of_the_reader(Key.Level level) throws Exception {
        String pointer =
                switch (level) {
                    case CATALOG -> "/properties";
                    case DEFAULTS -> "/properties/defaults/properties";
                    case BUNDLE -> "/$defs/bundle/properties";
                };
        try (InputStream in =
                CatalogSchemaTest.class.getClassLoader().getResourceAsStream(SCHEMA)) {
            assertEquals(
                    level.keys().stream().map(Key::word).toList(),
                    new ObjectMapper()
                            .readTree(in)
                            .at(pointer)
                            .propertyStream()
                            .map(each -> each.getKey())
                            .toList());
        }
    }

    private static Set<ValidationMessage> objections(String text) throws Exception {
        Node tree =
                JsonTree.mayBe(text) ? JsonTree.read(text) : YamlTree.read(text, new Problems());
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("classpath:" + SCHEMA))
                .validate(json(tree));
    }

    private static JsonNode json(Node node) {
        return switch (node) {
            case Node.Members members -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                members.members()
                        .forEach(each -> object.set(each.key().text(), json(each.value())));
                yield object;
            }
            case Node.Items items -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                items.nodes().forEach(each -> array.add(json(each)));
                yield array;
            }
            case Node.Refused _ -> NullNode.getInstance();
            case Node.Text text when text.isNothing() -> NullNode.getInstance();
            case Node.Text text when text.isPlain("true") || text.isPlain("false") ->
                    BooleanNode.valueOf(text.isPlain("true"));
            case Node.Text text when text.isPlain("1") || text.isPlain("2") ->
                    IntNode.valueOf(Integer.parseInt(text.text()));
            case Node.Text text -> TextNode.valueOf(text.text());
        };
    }
}
