package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Conflict.Reason;

/** What to try next when a reference names a tag and a digest, and the tag holds another one. */
final class TagAndDigestHint {

    private TagAndDigestHint() {}

    static boolean fits(Obstacle.Conflict conflict, Reference reference) {
        return conflict.reason() == Reason.SOURCE_TAG_MOVED
                && reference instanceof Reference.TaggedAndPinned;
    }

    static String of(Reference reference) {
        return "ask the publisher which of the two is meant. To have the digest, whatever the tag"
                + " holds, leave out the tag before @"
                + reference.digest().orElseThrow()
                + ".";
    }
}
