package dev.autonomy.registry.adapter.json;

import java.util.Map;
import java.util.stream.Collectors;

/** What of a document is read, and which of its objects have members of fixed names. */
public sealed interface Shape {

    /** A text, a number, true, false or null; of anything else there is only that it is there. */
    Shape VALUE = new Value();

    /** Whatever stands there; the names in it are data. */
    Shape ANYTHING = new Anything();

    record Value() implements Shape {}

    record Anything() implements Shape {}

    /** An array of values of one shape. */
    record Entries(Shape each) implements Shape {}

    /** An object whose names are data, such as annotations. */
    record Table(Shape each) implements Shape {}

    /** An object with members of fixed names; others may stand beside them. */
    final class Members implements Shape {

        private final Map<String, Shape> known;
        private final Map<String, String> spellings;

        private Members(Map<String, Shape> known) {
            this.known = Map.copyOf(known);
            this.spellings =
                    known.keySet().stream()
                            .collect(Collectors.toUnmodifiableMap(MemberNames::folded, n -> n));
        }

        Map<String, Shape> known() {
            return known;
        }

        /** The fixed names by what they are without regard to case. */
        Map<String, String> spellings() {
            return spellings;
        }
    }

    static Members members(Map<String, Shape> known) {
        return new Members(known);
    }

    static Shape entries(Shape each) {
        return new Entries(each);
    }

    static Shape table(Shape each) {
        return new Table(each);
    }
}
