package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.port.BlobReading;
import java.io.InputStream;

/** A blob that arrives, for readers of streams. */
final class BlobInput extends InputStream {

    private final BlobReading.Bytes bytes;

    BlobInput(BlobReading.Bytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return bytes.next(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        return length == 0 ? 0 : bytes.next(into, offset, length);
    }
}
