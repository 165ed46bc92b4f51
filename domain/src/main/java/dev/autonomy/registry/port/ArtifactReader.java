package dev.autonomy.registry.port;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads pinned artifacts wherever they live; everything it returns matched the digest it was asked
 * for by.
 */
public interface ArtifactReader {

    /** Manifests larger than this are refused as malformed, in bytes (spec 2.1). */
    long MAX_MANIFEST_SIZE = 4L << 20;

    /**
     * @throws Obstacle.NotFound when it is not there
     * @throws Obstacle.Contradiction when other bytes are served for the digest
     * @throws Obstacle.Malformed when it is over the size limit or not a manifest
     * @throws Obstacle.Unsupported when it is of a manifest type that no current registry takes
     */
    Manifest manifest(Repository repository, Digest digest) throws Obstacle, InterruptedException;

    /**
     * What a reading makes of a blob as it arrives, once all bytes matched the descriptor's size
     * and digest; the blob itself is never held in memory.
     *
     * @throws Obstacle.Malformed when the descriptor's size is over {@code limit} bytes
     * @throws Obstacle.Contradiction when other bytes came, whatever the reading made of them
     */
    <T> T read(Repository repository, Descriptor descriptor, long limit, BlobReading<T> reading)
            throws Obstacle, InterruptedException;

    /** A small blob's bytes, checked in the same way. */
    default byte[] blob(Repository repository, Descriptor descriptor, long limit)
            throws Obstacle, InterruptedException {
        int size = Math.toIntExact(Math.min(descriptor.size(), limit));
        return read(repository, descriptor, limit, BlobReading.whole(size));
    }

    /** The size the registry states for a blob, in bytes; empty when it does not have it. */
    OptionalLong blobSize(Repository repository, Digest digest)
            throws Obstacle, InterruptedException;

    /**
     * What is attached to the subject, at most one of each kind: under cosign's tags, and its
     * referrers from the Referrers API and from the fallback tag.
     */
    List<Attachment> attachments(Repository repository, Digest subject)
            throws Obstacle, InterruptedException;

    /**
     * The same, asking each question a single time where this reader asks again: for a caller who
     * retries (spec 1.5).
     */
    default ArtifactReader askingOnce() {
        return this;
    }

    /**
     * Waits for a registry that answered before and is out of reach now, as long as this reader may
     * (spec 1.5).
     *
     * @return whether it was out of reach and answers again
     */
    default boolean regainsLink(Repository repository) throws InterruptedException {
        return false;
    }

    /** How somebody who looks for the referrers of this subject will find them. */
    ReferrersSupport referrersSupport(Repository repository, Digest subject)
            throws Obstacle, InterruptedException;

    /** Whether a registry lists referrers itself (OCI distribution spec 1.1). */
    enum ReferrersSupport {
        API,
        FALLBACK_TAG
    }
}
