package dev.autonomy.registry.adapter.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A body that comes out of a connection. */
final class StreamedBody implements ArrivingBody {

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
    private static final int[] GZIP_MAGIC = {0x1f, 0x8b};

    private final InputStream in;
    private final OptionalLong announced;
    private final String coding;
    private boolean isOver;

    /**
     * @param coding what the answer says of how the content is coded; empty when it says nothing
     */
    StreamedBody(InputStream in, OptionalLong announced, String coding) {
        this.in = in;
        this.announced = announced;
        this.coding = coding;
    }

    @Override
    public OptionalLong announced() {
        return announced;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException, InterruptedException {
        try {
            int read = in.read(into, offset, length);
            isOver |= read < 0;
            return read;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw e;
        }
    }

    /** Whether all of it was read. */
    boolean isOver() {
        return isOver;
    }

    @Override
    public ArrivingBody plain() throws IOException, InterruptedException {
        if (!GZIP.contains(coding.strip().toLowerCase(Locale.ROOT))) {
            return this;
        }
        BufferedInputStream peeked = new BufferedInputStream(new Through());
        peeked.mark(GZIP_MAGIC.length);
        boolean isGzip = peeked.read() == GZIP_MAGIC[0] && peeked.read() == GZIP_MAGIC[1];
        peeked.reset();
        return isGzip
                ? new StreamedBody(new Unpacked(peeked), OptionalLong.empty(), "")
                : new StreamedBody(peeked, announced, "");
    }

    /**
     * Refuses members without content (RFC 1952, 2.2), for each of which Java's reader calls
     * itself.
     */
    private static final class Unpacked extends GZIPInputStream {

        private static final int MOST_EMPTY = 100;
        private int depth;

        private Unpacked(InputStream in) throws IOException {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (depth == MOST_EMPTY) {
                throw new ZipException("more than " + MOST_EMPTY + " empty members");
            }
            depth++;
            int read = super.read(into, offset, length);
            depth--;
            return read;
        }
    }

    /** Reads this body, so that it learns of its end. */
    private final class Through extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            isOver |= read < 0;
            return read;
        }
    }
}
