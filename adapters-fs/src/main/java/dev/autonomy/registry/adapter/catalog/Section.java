package dev.autonomy.registry.adapter.catalog;

import dev.autonomy.registry.model.InvalidInput;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One mapping of the catalog: each of its keys is known there and stands once. */
final class Section {

    /** More than any reference, path or name has. */
    private static final int LONGEST_TEXT = 4096;

    private static final int SHOWN = 60;

    /** Words that somebody may try, and why they are none of a catalog's. */
    private static final Map<String, String> NEVER =
            Map.of(
                    "<<",
                    "\"<<\" would bring in keys from elsewhere, which a catalog does not have."
                            + " Write them out, or put them under defaults.",
                    "skipVerify",
                    "skipVerify cannot stand in a catalog: only a command line says that nothing is"
                            + " verified. Remove it.");

    private final Place place;
    private final Problems problems;
    private final Map<Key, Node> values = new EnumMap<>(Key.class);

    private Section(Place place, Problems problems) {
        this.place = place;
        this.problems = problems;
    }

    /** A method that reads text and refuses what it cannot read. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(String text) throws InvalidInput;
    }

    static Section of(Node.Members members, Key.Level level, Problems problems) {
        Section section = new Section(members.place(), problems);
        Map<String, Place> first = new HashMap<>();
        for (Node.Member member : members.members()) {
            String word = member.key().text();
            Optional<Place> before =
                    Optional.ofNullable(first.putIfAbsent(word, member.key().place()));
            if (before.isPresent()) {
                problems.add(
                        member.key().place(),
                        quoted(word)
                                + " stands in line "
                                + before.get().line()
                                + " already. Remove one of the two.");
                continue;
            }
            level.key(word)
                    .ifPresentOrElse(
                            key -> section.values.put(key, member.value()),
                            () -> problems.add(member.key().place(), unknown(word, level)));
        }
        return section;
    }

    private static String unknown(String word, Key.Level level) {
        if (NEVER.containsKey(word)) {
            return NEVER.get(word);
        }
        List<String> words = level.keys().stream().map(Key::word).toList();
        return level.elsewhere(word)
                .map(other -> word + " does not stand here, but " + other.where() + ".")
                .or(
                        () ->
                                Likeness.nearest(word, words)
                                        .map(
                                                near ->
                                                        quoted(word)
                                                                + " is not known here. Did you mean "
                                                                + near
                                                                + "?"))
                .orElseGet(
                        () ->
                                quoted(word)
                                        + " is not known here. The keys "
                                        + level.where()
                                        + " are "
                                        + words.stream().collect(Collectors.joining(", "))
                                        + ".");
    }

    Place place() {
        return place;
    }

    boolean has(Key key) {
        return values.containsKey(key);
    }

    /** Where the key's value stands, or the whole section. */
    Place place(Key key) {
        return node(key).map(Node::place).orElse(place);
    }

    Optional<Node> node(Key key) {
        return Optional.ofNullable(values.get(key));
    }

    void refuseWhole(String sentence) {
        problems.add(place, sentence);
    }

    void refuse(Key key, String sentence) {
        problems.add(place(key), sentence);
    }

    /** The key's text, as it is written. */
    Given<Node.Text> scalar(Key key) {
        return node(key).map(node -> scalar(key, node)).orElseGet(Given.Nothing::new);
    }

    private Given<Node.Text> scalar(Key key, Node node) {
        switch (node) {
            case Node.Text text -> {
                if (!text.isNothing()) {
                    return new Given.Value<>(text);
                }
                refuse(key, key + " has no value. Write one behind it.");
            }
            case Node.Items _, Node.Members _ ->
                    refuse(key, key + " is " + node.kind() + ". Write one text behind it.");
            case Node.Refused _ -> {}
        }
        return new Given.Unusable<>();
    }

    /** What a parser makes of the key's text. */
    <T> Given<T> value(Key key, Parser<T> parser) {
        return switch (scalar(key)) {
            case Given.Nothing<Node.Text> _ -> new Given.Nothing<>();
            case Given.Unusable<Node.Text> _ -> new Given.Unusable<>();
            case Given.Value<Node.Text>(Node.Text text) -> Given.of(parsed(key, text, parser));
        };
    }

    private <T> Optional<T> parsed(Key key, Node.Text text, Parser<T> parser) {
        Optional<String> objection = objection(text.text());
        if (objection.isPresent()) {
            refuse(key, key + objection.get());
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(text.text()));
        } catch (InvalidInput e) {
            refuse(key, key + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> objection(String text) {
        if (text.isEmpty()) {
            return Optional.of(" is empty. Write a value behind it.");
        }
        if (text.length() > LONGEST_TEXT) {
            return Optional.of(" is longer than " + LONGEST_TEXT + " characters. Shorten it.");
        }
        if (text.indexOf('\n') >= 0) {
            return Optional.of(
                    " has a line break in it. Write it in one line, or \">-\" where \"|\" or \">\""
                            + " stands.");
        }
        return text.codePoints().anyMatch(Section::isNoCharacter)
                ? Optional.of(" has a character in it that cannot be seen. Remove it.")
                : Optional.empty();
    }

    private static boolean isNoCharacter(int each) {
        return Character.isISOControl(each) || Character.getType(each) == Character.SURROGATE;
    }

    static String quoted(String text) {
        return text.codePointCount(0, text.length()) > SHOWN
                ? "\"" + text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…\""
                : "\"" + text + "\"";
    }
}
