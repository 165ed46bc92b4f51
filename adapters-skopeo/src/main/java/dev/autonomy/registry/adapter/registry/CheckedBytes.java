package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.transport.ArrivingBody;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.port.BlobReading;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A blob's bytes on their way to a reading, counted and hashed. For the reading they end where the
 * connection is lost; whoever gave them out learns of it at the end.
 */
final class CheckedBytes implements BlobReading.Bytes {

    private static final int PIECE = 16 << 10;

    private final ArrivingBody arriving;
    private final long limit;
    private final MessageDigest sha256 = Sha256.begun();
    private long length;
    private Optional<IOException> loss = Optional.empty();
    private Optional<InterruptedException> interruption = Optional.empty();
    private boolean isOver;

    CheckedBytes(ArrivingBody arriving, long limit) {
        this.arriving = arriving;
        this.limit = limit;
    }

    @Override
    public int next(byte[] into, int offset, int wanted) {
        int most = (int) Math.min(wanted, limit - length);
        if (isOver || most <= 0) {
            return -1;
        }
        int read = received(into, offset, most);
        if (read < 0) {
            isOver = true;
            return -1;
        }
        sha256.update(into, offset, read);
        length += read;
        return read;
    }

    private int received(byte[] into, int offset, int most) {
        try {
            return arriving.read(into, offset, most);
        } catch (IOException e) {
            loss = Optional.of(e);
        } catch (InterruptedException e) {
            interruption = Optional.of(e);
        }
        return -1;
    }

    /** Reads what the reading left; whether there was no more than the limit. */
    boolean finish() throws IOException, InterruptedException {
        byte[] rest = new byte[PIECE];
        while (next(rest, 0, rest.length) >= 0) {
            // It counts and hashes.
        }
        if (loss.isPresent()) {
            throw loss.get();
        }
        if (interruption.isPresent()) {
            throw interruption.get();
        }
        return isOver || arriving.read(rest, 0, 1) < 0;
    }

    long length() {
        return length;
    }

    /** The digest of all bytes; to be asked once. */
    Digest digest() {
        return new Digest(HexFormat.of().formatHex(sha256.digest()));
    }
}
