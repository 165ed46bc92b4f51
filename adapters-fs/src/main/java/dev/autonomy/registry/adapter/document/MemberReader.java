package dev.autonomy.registry.adapter.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one JSON object from a stream, member by member, so that nothing of it is held but what the
 * reading takes. No member may stand in an object twice; those that nobody asks for are passed
 * over. Whatever is wrong is told with its line and column.
 */
public final class MemberReader {

    /** No text that is taken is longer, in characters. */
    private static final int MAX_TEXT = 4096;

    private static final int MAX_OPEN_NAMES = 10_000;

    private final JsonParser parser;
    private int openNames;

    private MemberReader(JsonParser parser) {
        this.parser = parser;
    }

    /** What is done with the value that the reader stands at. */
    @FunctionalInterface
    public interface Taking {
        void take() throws IOException, Unreadable;
    }

    /** Something that takes a whole document, which begins with its object. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(MemberReader reader) throws IOException, Unreadable;
    }

    public static <T> T read(InputStream document, Reading<T> reading)
            throws IOException, Unreadable {
        return StrictJson.tokens(
                document,
                parser -> {
                    parser.nextToken();
                    T result = reading.of(new MemberReader(parser));
                    if (parser.nextToken() != null) {
                        throw new Unreadable("there is other text behind it");
                    }
                    return result;
                });
    }

    /** The members of the object that stands here; each of these must be there, in any order. */
    public void members(Map<String, Taking> required) throws IOException, Unreadable {
        members(required, Map.of());
    }

    /** The same with members that need not be there. */
    public void members(Map<String, Taking> required, Map<String, Taking> optional)
            throws IOException, Unreadable {
        expect(JsonToken.START_OBJECT, "an object");
        MemberNames names = new MemberNames();
        int found = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            remember(names.objectionTo(MemberNames.folded(name)));
            parser.nextToken();
            if (required.containsKey(name)) {
                required.get(name).take();
                found++;
            } else if (optional.containsKey(name)) {
                optional.get(name).take();
            } else {
                passOver();
            }
        }
        openNames -= names.size();
        if (found < required.size()) {
            throw refused(
                    "expected an object with the members "
                            + String.join(", ", required.keySet().stream().sorted().toList())
                            + ", found one without some of them");
        }
    }

    /** The entries of the array that stands here. */
    public void entries(Taking each) throws IOException, Unreadable {
        expect(JsonToken.START_ARRAY, "an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            each.take();
        }
    }

    public String text() throws IOException, Unreadable {
        expect(JsonToken.VALUE_STRING, "a text");
        if (parser.getTextLength() > MAX_TEXT) {
            throw refused("expected a text of at most " + MAX_TEXT + " characters, found a longer");
        }
        return parser.getText();
    }

    /** The only number that this reader knows what to do with. */
    public void number(int expected) throws IOException, Unreadable {
        expect(JsonToken.VALUE_NUMBER_INT, "the number " + expected);
        if (parser.getNumberType() != JsonParser.NumberType.INT
                || parser.getIntValue() != expected) {
            throw refused("expected the number " + expected + ", found another");
        }
    }

    /** What is wrong with the value that stands here. */
    public Unreadable refused(String reason) {
        return new Unreadable(reason + StrictJson.position(parser.currentTokenLocation()));
    }

    private void expect(JsonToken token, String what) throws Unreadable {
        if (parser.currentToken() != token) {
            throw refused("expected " + what + ", found something else");
        }
    }

    private void passOver() throws IOException, Unreadable {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                passOver();
            }
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            MemberNames names = new MemberNames();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                remember(names.objectionTo(parser.currentName()));
                parser.nextToken();
                passOver();
            }
            openNames -= names.size();
        }
    }

    private void remember(Optional<String> objection) throws Unreadable {
        if (objection.isPresent()) {
            throw refused(objection.get());
        }
        if (++openNames > MAX_OPEN_NAMES) {
            throw refused("it has more than " + MAX_OPEN_NAMES + " members in one object");
        }
    }
}
