package dev.autonomy.registry.adapter.transport.connection;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * One connection, on which requests and their answers follow each other (RFC 9112). Sends nothing
 * twice; ends with the thread that waits for it, when that is interrupted.
 */
public interface Connection {

    /** The final answer's head, for which all of this waits no longer than {@code patience}. */
    ClassicHttpResponse send(ClassicHttpRequest request, Duration patience)
            throws IOException, HttpException;

    /**
     * The body that follows the head; a read waits for {@code quiet}, all of them for {@code
     * whole}.
     */
    InputStream body(ClassicHttpResponse head, Duration quiet, Duration whole)
            throws IOException, HttpException;

    /** Whether it lay idle before the last request, so that the server may have closed it. */
    boolean wasIdle();

    /** Whether not a byte has come since the last request was begun. */
    boolean hasNoAnswer();

    /** Whether the last request has left whole, so that another one may follow. */
    boolean isAllSent();
}
