package dev.autonomy.registry.adapter.transport.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a socket receives, waited for no longer than its reader may: for the next bytes, and for all
 * of them together.
 */
final class ReceivedBytes extends InputStream {

    private final Socket socket;
    private final InputStream in;
    private final Waiting waiting;
    private long quietest;
    private long left;
    private long allowed = Long.MAX_VALUE;
    private long count;
    private Ending ending = Ending.OPEN;

    private enum Ending {
        OPEN,
        /** Nobody reads: what is asked for is not there. */
        ASIDE,
        OVER
    }

    /** More arrived than the reader is ready to take. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;
    }

    ReceivedBytes(Socket socket, Waiting waiting) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.waiting = waiting;
    }

    /**
     * From now on a single read waits for at most {@code quiet} and all of them for {@code whole},
     * and no more than {@code most} bytes are taken.
     */
    void expect(Duration quiet, Duration whole, long most) {
        quietest = TimeUnit.NANOSECONDS.convert(quiet);
        left = TimeUnit.NANOSECONDS.convert(whole);
        allowed = most;
    }

    long count() {
        return count;
    }

    boolean isOver() {
        return ending == Ending.OVER;
    }

    /** Lets look at what was received before, without a wait for more. */
    void setAside() {
        ending = ending == Ending.OPEN ? Ending.ASIDE : ending;
    }

    void takeUp() {
        ending = ending == Ending.ASIDE ? Ending.OPEN : ending;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return switch (ending) {
            case OVER -> -1;
            case ASIDE -> throw new SocketTimeoutException();
            case OPEN -> received(into, offset, length);
        };
    }

    private int received(byte[] into, int offset, int length) throws IOException {
        if (allowed <= 0) {
            throw new TooMuch();
        }
        long begun = System.nanoTime();
        int quiet = millis(Math.min(quietest, left));
        int read;
        waiting.begin(left);
        try {
            socket.setSoTimeout(quiet);
            read = in.read(into, offset, (int) Math.min(length, allowed));
        } catch (SocketTimeoutException _) {
            throw exceeded();
        } catch (IOException e) {
            throw waiting.isOverdue() ? new LinkFailure.TooSlow() : e;
        } finally {
            waiting.end();
        }
        left -= System.nanoTime() - begun;
        if (read < 0) {
            ending = Ending.OVER;
            return -1;
        }
        count += read;
        allowed -= read;
        return read;
    }

    private int millis(long nanos) throws IOException {
        if (nanos <= 0) {
            throw exceeded();
        }
        return Math.clamp(nanos / 1_000_000, 1, Integer.MAX_VALUE);
    }

    private IOException exceeded() {
        return left < quietest ? new LinkFailure.TooSlow() : new LinkFailure.Stalled();
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }
}
