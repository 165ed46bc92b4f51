package dev.autonomy.registry.port;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.List;
import java.util.Set;

/** Composes manifests of attachments out of others; writes nothing. */
public interface AttachmentComposer {

    /**
     * The present entries first, then the incoming ones that are not among them.
     *
     * @throws Obstacle.Conflict when they cannot stand in one manifest
     */
    Union unite(Attachment present, Attachment incoming) throws Obstacle;

    /**
     * The list of referrers without these entries, every other member as it was.
     *
     * @throws Obstacle.Malformed when the attachment is no list
     */
    Attachment without(Attachment list, Set<Digest> entries) throws Obstacle;

    /** A composed manifest and the blobs it needs beside those of the two. */
    record Union(Manifest manifest, List<byte[]> blobs) {}
}
