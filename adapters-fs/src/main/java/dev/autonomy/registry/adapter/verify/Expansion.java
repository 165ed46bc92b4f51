package dev.autonomy.registry.adapter.verify;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a compressed stream expands to, ended where it gives more than all of it, or the next part
 * of it, may be.
 */
final class Expansion extends FilterInputStream {

    /** The stream expands to more than it may. */
    static final class OverLimit extends IOException {
        private static final long serialVersionUID = 1L;

        OverLimit(long limit) {
            super("it expands to more than " + (limit >> 20) + " MiB");
        }

        private OverLimit() {
            super("one of its entries has more in its headers than is accepted");
        }
    }

    private final long limit;
    private long length;
    private long allowed;

    Expansion(InputStream expanding, long limit) {
        super(expanding);
        this.limit = limit;
    }

    /** From here on this many bytes may be read, until it is said again. */
    void allow(long bytes) {
        allowed = length + bytes;
    }

    /** The bytes read so far. */
    long length() {
        return length;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        int read = super.read(buffer, offset, size);
        count(Math.max(read, 0));
        return read;
    }

    /** In steps: one call of the stream below expands everything that it is asked to skip. */
    @Override
    public long skip(long bytes) throws IOException {
        long left = Math.min(limit, allowed) - length;
        long skipped = super.skip(Math.min(bytes, left + 1));
        count(skipped);
        return skipped;
    }

    private void count(long bytes) throws OverLimit {
        length += bytes;
        if (length > limit) {
            throw new OverLimit(limit);
        }
        if (length > allowed) {
            throw new OverLimit();
        }
    }
}
