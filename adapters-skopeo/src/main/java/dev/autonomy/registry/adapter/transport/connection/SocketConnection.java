package dev.autonomy.registry.adapter.transport.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.Timeout;

/** A connection over a socket of this process, with HTTP by Apache HttpCore. */
final class SocketConnection implements Connection {

    /** More than a server with the longest of signed addresses needs. */
    private static final int LONGEST_HEAD = 64 << 10;

    private static final Http1Config LIMITS =
            Http1Config.custom()
                    .setMaxLineLength(16 << 10)
                    .setMaxHeaderCount(128)
                    .setMaxEmptyLineCount(2)
                    .build();

    /** Nobody here needs what may follow a body in pieces; a few lines of it are passed over. */
    private static final Http1Config LIMITS_OF_TRAILERS =
            Http1Config.custom().setMaxHeaderCount(16).build();

    /** So many answers that announce another one are enough (RFC 9110, 15.2). */
    private static final int MOST_INTERIM = 8;

    private static final int LEAST_FINAL = 200;
    private static final int SWITCHING = 101;
    private static final int HIGHEST_STATUS = 599;

    /** What every socket takes at once, whether somebody reads or not. */
    private static final int SMALL_BODY = 8 << 10;

    private static final Duration MOMENT = Duration.ofMillis(50);

    /** After such a time a server may have closed what nobody used. */
    private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();

    private final SocketChannel channel;
    private final Socket socket;
    private final long opened = System.nanoTime();
    private final Waiting waiting = new Waiting();
    private final ReceivedBytes received;
    private final Wire wire;
    private long receivedBefore;
    private boolean hasServed;
    private boolean wasIdle;
    private volatile boolean isAllSent;

    /** HTTP itself, as messages over a socket. */
    private static final class Wire extends DefaultBHttpClientConnection {

        private Wire(Socket socket, ReceivedBytes received) throws IOException {
            super(LIMITS);
            bind(
                    new SocketHolder(socket) {
                        @Override
                        protected InputStream getInputStream(Socket socket) {
                            return received;
                        }
                    });
        }

        @Override
        protected InputStream createContentInputStream(
                long length, SessionInputBuffer buffer, InputStream in) {
            return length == ContentLengthStrategy.CHUNKED
                    ? new ChunkedInputStream(buffer, in, LIMITS_OF_TRAILERS)
                    : super.createContentInputStream(length, buffer, in);
        }
    }

    /**
     * @param channel below the socket, which may speak TLS over it
     */
    SocketConnection(SocketChannel channel, Socket socket) throws IOException {
        this.channel = channel;
        this.socket = socket;
        this.received = new ReceivedBytes(socket, waiting);
        this.wire = new Wire(socket, received);
    }

    @Override
    public boolean wasIdle() {
        return wasIdle;
    }

    @Override
    public boolean hasNoAnswer() {
        return received.count() == receivedBefore;
    }

    @Override
    public boolean isAllSent() {
        return isAllSent;
    }

    @Override
    public ClassicHttpResponse send(ClassicHttpRequest request, Duration patience)
            throws IOException, HttpException {
        receivedBefore = received.count();
        wasIdle = hasServed || System.nanoTime() - opened > IDLE_NANOS;
        isAllSent = false;
        received.expect(patience, patience, LONGEST_HEAD);
        boolean isSmall =
                request.getEntity() == null || request.getEntity().getContentLength() <= SMALL_BODY;
        if (isSmall) {
            waiting.begin(patience.toNanos());
            try {
                write(request);
            } catch (IOException refused) {
                return answerDespite(waiting.isOverdue() ? new LinkFailure.Stalled() : refused);
            } finally {
                waiting.end();
            }
            return head();
        }
        // A server may answer before it has read the body, and then not read on.
        Thread writer = Thread.ofVirtual().start(() -> writeAside(request));
        ClassicHttpResponse head = head();
        awaitEnd(writer);
        return head;
    }

    private void write(ClassicHttpRequest request) throws IOException, HttpException {
        wire.sendRequestHeader(request);
        wire.sendRequestEntity(request);
        wire.flush();
        isAllSent = true;
    }

    private void writeAside(ClassicHttpRequest request) {
        try {
            write(request);
        } catch (IOException | HttpException _) {
            // Whoever waits for the answer learns of it, or has it already.
        }
    }

    private static void awaitEnd(Thread writer) throws IOException {
        try {
            writer.join(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A server that has answered need not have waited for the request. */
    private ClassicHttpResponse answerDespite(IOException refused)
            throws IOException, HttpException {
        try {
            return head();
        } catch (IOException | HttpException _) {
            throw refused;
        }
    }

    private ClassicHttpResponse head() throws IOException, HttpException {
        try {
            for (int interim = 0; interim <= MOST_INTERIM; interim++) {
                ClassicHttpResponse head = wire.receiveResponseHeader();
                if (received.isOver()) {
                    throw new ConnectionClosedException();
                }
                int status = head.getCode();
                if (status == SWITCHING || status > HIGHEST_STATUS) {
                    throw new ProtocolException("status " + status);
                }
                if (status >= LEAST_FINAL) {
                    hasServed = true;
                    return head;
                }
            }
            throw new ProtocolException("more than " + MOST_INTERIM + " interim answers");
        } catch (ReceivedBytes.TooMuch _) {
            throw new ProtocolException("a head of more than " + LONGEST_HEAD + " bytes");
        } catch (HttpException e) {
            if (received.isOver()) {
                throw new ConnectionClosedException();
            }
            throw e;
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("a head that is none: " + e.getMessage());
        }
    }

    @Override
    public InputStream body(ClassicHttpResponse head, Duration quiet, Duration whole)
            throws IOException, HttpException {
        received.expect(quiet, whole, Long.MAX_VALUE);
        wire.receiveResponseEntity(head);
        return head.getEntity().getContent();
    }

    /** Whether nothing came that nobody asked for, and nobody has closed it. */
    boolean isQuiet() {
        if (!hasServed && socket instanceof SSLSocket) {
            return true; // the server's session tickets may be waiting (RFC 8446, 4.6.1)
        }
        try {
            received.setAside();
            if (wire.isDataAvailable(Timeout.ofMilliseconds(1)) || received.available() > 0) {
                return false;
            }
            received.takeUp();
            channel.configureBlocking(false);
            int read = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return read == 0;
        } catch (IOException _) {
            return false;
        }
    }

    boolean hasServed() {
        return hasServed;
    }

    /** For another thread than the one that waits. */
    void closeIfOverdue() {
        if (waiting.isOverdue()) {
            close();
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // It is of no use any more either way.
        }
    }
}
