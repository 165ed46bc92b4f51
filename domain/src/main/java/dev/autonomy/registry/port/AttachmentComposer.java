package dev.autonomy.registry.port;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.List;

/** Makes the union of two attachments of the same subject and kind; writes nothing. */
public interface AttachmentComposer {

    /**
     * The present entries first, then the incoming ones that are not among them.
     *
     * @throws Obstacle.Conflict when they cannot stand in one manifest
     */
    Union unite(Attachment present, Attachment incoming) throws Obstacle;

    /** A composed manifest and the blobs it needs beside those of the two. */
    record Union(Manifest manifest, List<byte[]> blobs) {}
}
