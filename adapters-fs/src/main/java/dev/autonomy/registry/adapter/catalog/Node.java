package dev.autonomy.registry.adapter.catalog;

import java.util.List;

/** What stands at a place of the file, whether it was written as YAML or as JSON. */
sealed interface Node {

    Place place();

    /** In plain words, as in "is a list". */
    String kind();

    /** How a text is written: {@code 1} and {@code true} mean something else in quotes. */
    enum Style {
        PLAIN,
        QUOTED
    }

    record Text(Place place, String text, Style style) implements Node {

        /** Whether it is exactly this and without quotes. */
        boolean isPlain(String word) {
            return style == Style.PLAIN && text.equals(word);
        }

        /** Whether nothing stands there, or YAML's and JSON's word for it. */
        boolean isNothing() {
            return style == Style.PLAIN
                    && switch (text) {
                        case "", "~", "null", "Null", "NULL" -> true;
                        default -> false;
                    };
        }

        @Override
        public String kind() {
            return isNothing() ? "empty" : "a text";
        }
    }

    record Items(Place place, List<Node> nodes) implements Node {
        public Items {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    record Members(Place place, List<Member> members) implements Node {
        public Members {
            members = List.copyOf(members);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    record Member(Text key, Node value) {}

    /** Something whose refusal has been said; nothing follows from it. */
    record Refused(Place place) implements Node {
        @Override
        public String kind() {
            return "refused";
        }
    }
}
