package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.AccessDenied;
import java.util.List;
import java.util.Optional;

/**
 * What the destination holds before this run has written there. Some registries deny access (403)
 * to what is not there, also to those who may write it, so here a denial counts as "not there"
 * (spec 1.6). What is written is read again elsewhere, where a denial is one.
 */
final class Holdings {

    private final SeedPorts ports;
    private final Repository to;
    private final Completeness completeness;

    Holdings(SeedPorts ports, Repository to) {
        this.ports = ports;
        this.to = to;
        this.completeness = new Completeness(ports.reader(), to);
    }

    Optional<Manifest> under(Tag tag) throws Obstacle, InterruptedException {
        return unlessDenied(Optional.empty(), () -> ports.resolver().resolve(to, tag));
    }

    List<Attachment> attachedTo(Digest subject) throws Obstacle, InterruptedException {
        return unlessDenied(List.of(), () -> ports.reader().attachments(to, subject));
    }

    /** Whether all of the tree is there. */
    boolean has(ManifestTree tree) throws Obstacle, InterruptedException {
        return unlessDenied(false, () -> completeness.missing(tree).isEmpty());
    }

    private interface Question<T> {
        T ask() throws Obstacle, InterruptedException;
    }

    private static <T> T unlessDenied(T nothing, Question<T> question)
            throws Obstacle, InterruptedException {
        try {
            return question.ask();
        } catch (AccessDenied denied) {
            if (denied.reason() == AccessDenied.Reason.FORBIDDEN) {
                return nothing;
            }
            throw denied;
        }
    }
}
