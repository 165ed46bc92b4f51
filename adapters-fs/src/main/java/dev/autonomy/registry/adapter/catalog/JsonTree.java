package dev.autonomy.registry.adapter.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tree of a JSON text. All JSON is YAML, but the YAML parser wants a name and its colon in one
 * line and a name to be short.
 */
final class JsonTree {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNumberLength(FileText.MAX_BYTES)
                                    .maxNameLength(FileText.MAX_BYTES)
                                    .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build();

    private final JsonParser parser;
    private final Places places;
    private final Growth growth = new Growth();

    private JsonTree(JsonParser parser, String text) {
        this.parser = parser;
        this.places = new Places(text);
    }

    /** Whether the text starts as an object does, in JSON and in YAML. */
    static boolean mayBe(String text) {
        return text.stripLeading().startsWith("{");
    }

    /** The one value of a text; empty where the text is no JSON, from this place on. */
    static Node read(String text) throws NoTree {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            JsonTree tree = new JsonTree(parser, text);
            Node root = tree.node();
            if (parser.nextToken() != null) {
                throw new NoTree(tree.place(), "The catalog ended before this. Remove it.");
            }
            return root;
        } catch (JsonEOFException _) {
            throw new NoTree(
                    new Places(text).of(text.length()),
                    "The file ends here, and a quote or a bracket is not closed yet.");
        } catch (JsonProcessingException e) {
            throw new NoTree(
                    new Places(text).of(index(e)),
                    "This is not JSON from here on. Check the quotes, commas and brackets here and"
                            + " just before.");
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private Node node() throws IOException, NoTree {
        Place place = place();
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(place);
            case START_ARRAY -> items(place);
            case VALUE_STRING -> text(place, Node.Style.QUOTED);
            default -> text(place, Node.Style.PLAIN);
        };
    }

    private Node.Text text(Place place, Node.Style style) throws IOException, NoTree {
        growth.node(place);
        return new Node.Text(place, parser.getText(), style);
    }

    private Node items(Place place) throws IOException, NoTree {
        growth.down(place);
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        growth.up();
        return new Node.Items(place, items);
    }

    private Node members(Place place) throws IOException, NoTree {
        growth.down(place);
        List<Node.Member> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Node.Text key = text(place(), Node.Style.QUOTED);
            parser.nextToken();
            members.add(new Node.Member(key, node()));
        }
        growth.up();
        return new Node.Members(place, members);
    }

    private Place place() {
        return places.of(parser.currentTokenLocation().getCharOffset());
    }

    private static long index(JsonProcessingException mistake) {
        return Optional.ofNullable(mistake.getLocation())
                .map(JsonLocation::getCharOffset)
                .orElse(0L);
    }
}
