package dev.autonomy.registry.adapter.catalog;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * The tree of a YAML 1.2 text, made from the parser's events: nothing is constructed from tags, and
 * what an alias names is not looked for.
 */
final class YamlTree {

    private static final SpecVersion YAML_1_2 = new SpecVersion(1, 2);

    private final Iterator<Event> events;
    private final Problems problems;
    private final Growth growth = new Growth();
    private Place seen = Place.START;

    private YamlTree(String text, Problems problems) {
        // One buffer: the parser copies the one it has whenever it needs more.
        LoadSettings settings =
                LoadSettings.builder()
                        .setBufferSize(text.length() + 1)
                        .setVersionFunction(version -> version)
                        .build();
        this.events = new Parse(settings).parseString(text).iterator();
        this.problems = problems;
    }

    /** The one document of a text. */
    static Node read(String text, Problems problems) throws NoTree {
        YamlCharacters.check(text);
        return new YamlTree(text, problems).document();
    }

    private Node document() throws NoTree {
        next();
        if (!(next() instanceof DocumentStartEvent start)) {
            throw new NoTree(
                    Place.START,
                    "There is no catalog in the file. Write schemaVersion: 1 and a list of"
                            + " bundles.");
        }
        checkDirectives(start);
        Node root = node(next());
        next();
        Event end = next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            problems.add(
                    seen,
                    "A second document starts here. A catalog is one document: remove what comes"
                            + " behind the first.");
        }
        return root;
    }

    private void checkDirectives(DocumentStartEvent start) {
        if (start.getSpecVersion().filter(version -> !isYaml12(version)).isPresent()) {
            problems.add(
                    seen,
                    "The file says that it is of another version of YAML. Write it in YAML 1.2 and"
                            + " remove the line that starts with %YAML.");
        }
        if (!start.getTags().isEmpty()) {
            problems.add(seen, "A catalog has no tags. Remove the line that starts with %TAG.");
        }
    }

    private static boolean isYaml12(SpecVersion version) {
        return version.getMajor() == YAML_1_2.getMajor()
                && version.getMinor() == YAML_1_2.getMinor();
    }

    private Node node(Event event) throws NoTree {
        Place place = seen;
        if (event instanceof AliasEvent) {
            growth.node(place);
            problems.add(
                    place,
                    "\"*\" stands for something written elsewhere, which a catalog does not have."
                            + " Write it out, or put the text in quotes.");
            return new Node.Refused(place);
        }
        if (event instanceof NodeEvent named && named.getAnchor().isPresent()) {
            problems.add(
                    place,
                    "\"&\" gives this a name, which a catalog does not have. Remove it, or put the"
                            + " text in quotes.");
        }
        if (tag(event).isPresent()) {
            problems.add(
                    place,
                    "\"!\" says of which type this is, which a catalog does not need. Remove it,"
                            + " or put the text in quotes.");
        }
        if (event instanceof ScalarEvent scalar) {
            growth.node(place);
            return new Node.Text(
                    place,
                    scalar.getValue(),
                    scalar.isPlain() ? Node.Style.PLAIN : Node.Style.QUOTED);
        }
        growth.down(place);
        Node collection = event instanceof MappingStartEvent ? members(place) : items(place);
        growth.up();
        return collection;
    }

    private static Optional<String> tag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> Optional.empty();
        };
    }

    private Node items(Place place) throws NoTree {
        List<Node> items = new ArrayList<>();
        for (Event each = next(); each.getEventId() != Event.ID.SequenceEnd; each = next()) {
            items.add(node(each));
        }
        return new Node.Items(place, items);
    }

    private Node members(Place place) throws NoTree {
        List<Node.Member> members = new ArrayList<>();
        for (Event each = next(); each.getEventId() != Event.ID.MappingEnd; each = next()) {
            Node key = node(each);
            Node value = node(next());
            switch (key) {
                case Node.Text text -> members.add(new Node.Member(text, value));
                case Node.Refused _ -> {}
                case Node.Items _, Node.Members _ ->
                        problems.add(
                                key.place(),
                                "A key is a plain text, and this is " + key.kind() + ".");
            }
        }
        return new Node.Members(place, members);
    }

    private Event next() throws NoTree {
        try {
            Event event = events.next();
            seen = event.getStartMark().map(YamlTree::place).orElse(seen);
            return event;
        } catch (MarkedYamlEngineException e) {
            throw YamlMistake.of(e, seen);
        } catch (RuntimeException _) {
            // The parser lets a few of its own out, such as for \U99999999.
            throw new NoTree(seen, YamlMistake.UNKNOWN);
        }
    }

    static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
