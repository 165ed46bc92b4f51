package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.BlobReading;
import java.util.List;
import java.util.OptionalLong;

/** A reader whose every question passes a gate before it is answered. */
class GatedReader implements ArtifactReader {

    private final ArtifactReader reader;
    private final Gate gate;

    GatedReader(ArtifactReader reader, Gate gate) {
        this.reader = reader;
        this.gate = gate;
    }

    /** Lets a question through, sooner or later. */
    interface Gate {
        void pass(Digest asked) throws Obstacle, InterruptedException;
    }

    @Override
    public Manifest manifest(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        gate.pass(digest);
        return reader.manifest(repository, digest);
    }

    @Override
    public <T> T read(
            Repository repository, Descriptor descriptor, long limit, BlobReading<T> reading)
            throws Obstacle, InterruptedException {
        gate.pass(descriptor.digest());
        return reader.read(repository, descriptor, limit, reading);
    }

    @Override
    public OptionalLong blobSize(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        gate.pass(digest);
        return reader.blobSize(repository, digest);
    }

    @Override
    public List<Attachment> attachments(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        gate.pass(subject);
        return reader.attachments(repository, subject);
    }

    @Override
    public ReferrersSupport referrersSupport(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        gate.pass(subject);
        return reader.referrersSupport(repository, subject);
    }
}
