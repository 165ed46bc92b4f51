package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.BlobReading;
import dev.autonomy.registry.port.TagPublisher;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads through a memory, so that what is addressed by digest is read once (spec 1.6). */
final class RememberingReader implements ArtifactReader {

    private final ArtifactReader reader;
    private final RunMemory memory;

    RememberingReader(ArtifactReader reader, RunMemory memory) {
        this.reader = reader;
        this.memory = memory;
    }

    @Override
    public Manifest manifest(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        return memory.manifest(repository, digest, () -> reader.manifest(repository, digest));
    }

    @Override
    public <T> T read(
            Repository repository, Descriptor descriptor, long limit, BlobReading<T> reading)
            throws Obstacle, InterruptedException {
        if (descriptor.size() <= Math.min(limit, TagPublisher.MAX_BLOB_SIZE)) {
            Optional<byte[]> whole =
                    memory.blob(
                            repository,
                            descriptor.digest(),
                            descriptor.size(),
                            () -> reader.blob(repository, descriptor, limit));
            // Another manifest may state another size of the same blob.
            if (whole.isPresent() && whole.get().length == descriptor.size()) {
                return reading.of(pieces(whole.get()));
            }
        }
        return reader.read(repository, descriptor, limit, reading);
    }

    private static BlobReading.Bytes pieces(byte[] whole) {
        AtomicInteger read = new AtomicInteger();
        return (into, offset, length) -> {
            int from = read.get();
            if (from == whole.length) {
                return -1;
            }
            int count = Math.min(length, whole.length - from);
            System.arraycopy(whole, from, into, offset, count);
            read.addAndGet(count);
            return count;
        };
    }

    @Override
    public OptionalLong blobSize(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        return reader.blobSize(repository, digest);
    }

    /** Asked each time; the manifests found are remembered. */
    @Override
    public List<Attachment> attachments(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        List<Attachment> attachments = reader.attachments(repository, subject);
        attachments.stream()
                .flatMap(each -> each.underTag().stream())
                .forEach(manifest -> memory.keep(repository, manifest));
        return attachments;
    }

    @Override
    public ArtifactReader askingOnce() {
        return new RememberingReader(reader.askingOnce(), memory);
    }

    @Override
    public boolean regainsLink(Repository repository) throws InterruptedException {
        return reader.regainsLink(repository);
    }

    @Override
    public ReferrersSupport referrersSupport(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        return reader.referrersSupport(repository, subject);
    }
}
