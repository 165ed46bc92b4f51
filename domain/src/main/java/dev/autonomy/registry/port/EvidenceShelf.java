package dev.autonomy.registry.port;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Optional;

/**
 * Where small blobs that were read for a judgement lie, by digest, while there is no room for them
 * in memory (spec 7.1).
 */
public interface EvidenceShelf {

    /** Keeps a blob whose bytes matched the digest. */
    void lay(Digest digest, byte[] blob) throws Obstacle;

    /** The blob, hashed again; nothing where it was not laid there or is not what it was. */
    Optional<byte[]> take(Digest digest) throws Obstacle;
}
