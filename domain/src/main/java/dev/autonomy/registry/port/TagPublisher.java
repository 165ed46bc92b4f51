package dev.autonomy.registry.port;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Optional;

/**
 * Writes the few small things that the replicator cannot: manifests by digest, composed configs,
 * and tags.
 */
public interface TagPublisher {

    /** The largest blob that is uploaded, in bytes (spec 1.6). */
    long MAX_BLOB_SIZE = 1L << 20;

    /** Puts a manifest under its own digest. */
    void put(Repository repository, ManifestContent manifest) throws Obstacle, InterruptedException;

    /** Uploads a blob of at most 1 MiB unless it is there. */
    void upload(Repository repository, byte[] blob) throws Obstacle, InterruptedException;

    /**
     * The same, sending content a single time where this publisher sends it again: for a caller who
     * retries (spec 1.5).
     */
    default TagPublisher sendingOnce() {
        return this;
    }

    /**
     * Points a tag at the manifest by putting its exact bytes.
     *
     * @param held what the tag held when it was last read; a lost request is repeated only while it
     *     still does
     * @throws Obstacle.Conflict when the registry refuses to move an existing tag (immutable tags),
     *     or somebody else moved it
     */
    void point(Repository repository, Tag tag, Optional<Digest> held, ManifestContent manifest)
            throws Obstacle, InterruptedException;

    /**
     * Removes a tag, leaving the manifest; answers whether the registry allows that.
     *
     * @param held what the tag held when it was last read; a lost request is repeated only while it
     *     still does
     */
    Withdrawal withdraw(Repository repository, Tag tag, Digest held)
            throws Obstacle, InterruptedException;

    /** What became of a tag that was to go. */
    enum Withdrawal {
        GONE,
        NOT_ALLOWED
    }
}
