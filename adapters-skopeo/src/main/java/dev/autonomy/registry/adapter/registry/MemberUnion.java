package dev.autonomy.registry.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.words.Words;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Map;
import java.util.Set;

/** Takes every member of two documents into one, and refuses where both have one and differ. */
final class MemberUnion {

    private static final String ANNOTATIONS = "annotations";

    private final Attempt attempt;

    MemberUnion(Attempt attempt) {
        this.attempt = attempt;
    }

    /**
     * The first document with what only the second has; the members left to the caller keep their
     * place with the first one's value.
     */
    ObjectNode of(ObjectNode first, ObjectNode second, Set<String> left) throws Obstacle {
        ObjectNode union = first.deepCopy();
        for (Map.Entry<String, JsonNode> member : second.properties()) {
            String name = member.getKey();
            JsonNode own = union.path(name);
            if (own.isMissingNode()) {
                union.set(name, member.getValue());
            } else if (name.equals(ANNOTATIONS)
                    && own instanceof ObjectNode annotations
                    && member.getValue() instanceof ObjectNode others) {
                addAll(annotations, others);
            } else if (!left.contains(name)) {
                requireSame(name, own, member.getValue());
            }
        }
        return union;
    }

    void requireSame(String member, Object present, Object incoming) throws Obstacle {
        if (!present.equals(incoming)) {
            throw new Obstacle.Conflict(
                    Obstacle.Conflict.Reason.EVIDENCE_COLLIDES,
                    attempt,
                    "one manifest cannot hold both: "
                            + Words.clean(member)
                            + " is "
                            + Words.clean(present.toString())
                            + " at the destination and "
                            + Words.clean(incoming.toString())
                            + " at the source");
        }
    }

    private void addAll(ObjectNode annotations, ObjectNode others) throws Obstacle {
        for (Map.Entry<String, JsonNode> other : others.properties()) {
            JsonNode own = annotations.path(other.getKey());
            if (own.isMissingNode()) {
                annotations.set(other.getKey(), other.getValue());
            } else {
                requireSame(ANNOTATIONS + "." + other.getKey(), own, other.getValue());
            }
        }
    }
}
