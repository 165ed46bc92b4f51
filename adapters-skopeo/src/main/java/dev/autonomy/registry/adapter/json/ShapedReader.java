package dev.autonomy.registry.adapter.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes from a document what its shape names and checks all else while it goes by, so that memory
 * is a matter of what is taken and not of what a stranger wrote.
 */
final class ShapedReader {

    /** What becomes of that which the shape does not name. */
    enum Rest {
        PASSED_OVER,
        KEPT
    }

    /** More than any document has that could be used, and about 15 MB as a tree. */
    static final int MAX_VALUES = 100_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Rest rest;
    private int values;
    private int openNames;

    ShapedReader(JsonParser parser, Rest rest) {
        this.parser = parser;
        this.rest = rest;
    }

    /** The one object that the document is. */
    ObjectNode document(Shape shape) throws IOException, Unreadable {
        parser.nextToken();
        ObjectNode object = object(shape);
        if (parser.nextToken() != null) {
            throw new Unreadable("there is other text behind it");
        }
        return object;
    }

    private JsonNode value(Shape shape) throws IOException, Unreadable {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(shape);
            case START_ARRAY -> array(shape);
            default -> {
                count();
                yield scalar();
            }
        };
    }

    private ObjectNode object(Shape shape) throws IOException, Unreadable {
        count();
        return switch (shape) {
            case Shape.Members members -> members(members);
            case Shape.Table(Shape each) -> table(each);
            case Shape.Anything _ -> table(shape);
            case Shape.Value _, Shape.Entries _ -> {
                if (rest == Rest.KEPT) {
                    yield table(Shape.ANYTHING);
                }
                passOver();
                yield NODES.objectNode();
            }
        };
    }

    private ObjectNode members(Shape.Members shape) throws IOException, Unreadable {
        ObjectNode object = NODES.objectNode();
        MemberNames names = new MemberNames();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            remember(names.objectionTo(name, shape));
            parser.nextToken();
            if (shape.known().containsKey(name)) {
                object.set(name, value(shape.known().get(name)));
            } else if (rest == Rest.KEPT) {
                object.set(name, value(Shape.ANYTHING));
            } else {
                passOver();
            }
        }
        forget(names);
        return object;
    }

    private ObjectNode table(Shape each) throws IOException, Unreadable {
        ObjectNode object = NODES.objectNode();
        MemberNames names = new MemberNames();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            remember(names.objectionTo(name));
            parser.nextToken();
            object.set(name, value(each));
        }
        forget(names);
        return object;
    }

    private ArrayNode array(Shape shape) throws IOException, Unreadable {
        count();
        ArrayNode array = NODES.arrayNode();
        return switch (shape) {
            case Shape.Entries(Shape each) -> entries(array, each);
            case Shape.Anything _ -> entries(array, shape);
            case Shape.Value _, Shape.Table _, Shape.Members _ -> {
                if (rest == Rest.KEPT) {
                    yield entries(array, Shape.ANYTHING);
                }
                passOver();
                yield array;
            }
        };
    }

    private ArrayNode entries(ArrayNode array, Shape each) throws IOException, Unreadable {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(each));
        }
        return array;
    }

    private JsonNode scalar() throws IOException, Unreadable {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> TextNode.valueOf(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.getInstance();
            default -> throw new Unreadable("it is not strict JSON");
        };
    }

    private JsonNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> IntNode.valueOf(parser.getIntValue());
            case LONG -> LongNode.valueOf(parser.getLongValue());
            default -> BigIntegerNode.valueOf(parser.getBigIntegerValue());
        };
    }

    /** An exponent may be written that no decimal can have, in Java or elsewhere. */
    private JsonNode decimal() throws IOException, Unreadable {
        try {
            return DecimalNode.valueOf(parser.getDecimalValue());
        } catch (NumberFormatException _) {
            throw new Unreadable(
                    "a number in it is out of range"
                            + Json.position(parser.currentTokenLocation()));
        }
    }

    /** The value that stands here: nothing is kept of it, and no member may be in it twice. */
    private void passOver() throws IOException, Unreadable {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                passOver();
            }
        } else if (parser.currentToken() == JsonToken.START_OBJECT
                && parser.nextToken() != JsonToken.END_OBJECT) {
            passOverMembers();
        }
    }

    private void passOverMembers() throws IOException, Unreadable {
        MemberNames names = new MemberNames();
        do {
            remember(names.objectionTo(parser.currentName()));
            parser.nextToken();
            passOver();
        } while (parser.nextToken() != JsonToken.END_OBJECT);
        forget(names);
    }

    private void count() throws Unreadable {
        if (++values > MAX_VALUES) {
            throw new Unreadable("it has more than " + MAX_VALUES + " values to be read");
        }
    }

    private void remember(Optional<String> objection) throws Unreadable {
        if (objection.isPresent()) {
            throw new Unreadable(objection.get() + Json.position(parser.currentTokenLocation()));
        }
        if (++openNames > MAX_VALUES) {
            throw new Unreadable("it has more than " + MAX_VALUES + " members in one object");
        }
    }

    private void forget(MemberNames names) {
        openNames -= names.size();
    }
}
