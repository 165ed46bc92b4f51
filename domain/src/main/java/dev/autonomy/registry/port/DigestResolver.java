package dev.autonomy.registry.port;

import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Optional;
import java.util.Set;

/** Reads what a tag names at this moment. */
public interface DigestResolver {

    /**
     * The manifest under the tag, its digest computed over the bytes received; empty when the
     * registry knows no such tag or repository.
     *
     * @throws Obstacle.Contradiction when the registry's digest header names another digest than
     *     its bytes have
     */
    Optional<Manifest> resolve(Repository repository, Tag tag)
            throws Obstacle, InterruptedException;

    /**
     * Whether the registry says of its tags that it knows no such repository; false where it says
     * nothing of that, or denies the answer.
     */
    boolean isUnknown(Repository repository) throws Obstacle, InterruptedException;

    /** The registries that were spoken to over plain HTTP so far, as {@code host[:port]}. */
    Set<String> plainHttpRegistries();
}
