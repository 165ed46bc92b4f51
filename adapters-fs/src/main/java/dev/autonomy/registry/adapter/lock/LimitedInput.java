package dev.autonomy.registry.adapter.lock;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which no more than so many bytes are taken. */
final class LimitedInput extends FilterInputStream {

    private long left;

    /** There was more. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;
    }

    LimitedInput(InputStream in, long limit) {
        super(in);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        left -= Math.max(read, 0);
        if (left < 0) {
            throw new TooMuch();
        }
        return read;
    }
}
