package dev.autonomy.registry.adapter.layout;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.BlobReading;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A blob's file on its way to a reading, counted and hashed. For the reading it ends where it
 * cannot be read; what the reading made of it is told only once all of it matched.
 */
final class LayoutBlob implements BlobReading.Bytes {

    private static final int PIECE = 16 << 10;

    private final InputStream file;
    private final Sha256 sha256 = new Sha256();
    private long left;
    private Optional<IOException> failure = Optional.empty();

    /**
     * @param size what the descriptor states, in bytes; no more is read
     */
    LayoutBlob(InputStream file, long size) {
        this.file = file;
        this.left = size;
    }

    @Override
    public int next(byte[] into, int offset, int length) {
        int most = (int) Math.min(length, left);
        if (most <= 0 || failure.isPresent()) {
            return -1;
        }
        try {
            int read = file.read(into, offset, most);
            left = read < 0 ? 0 : left - read;
            sha256.add(into, offset, Math.max(read, 0));
            return read;
        } catch (IOException e) {
            failure = Optional.of(e);
            return -1;
        }
    }

    <T> T read(Attempt attempt, Descriptor descriptor, BlobReading<T> reading)
            throws Obstacle, InterruptedException {
        Supplier<T> outcome = reading.pending(this);
        byte[] rest = new byte[PIECE];
        while (next(rest, 0, rest.length) >= 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        if (failure.isPresent()) {
            throw new Obstacle.StorageFailed(attempt, "the file cannot be read");
        }
        Digest found = sha256.digest();
        if (!found.equals(descriptor.digest())) {
            throw new Obstacle.Contradiction(
                    attempt, descriptor.digest().toString(), found.toString());
        }
        return outcome.get();
    }
}
