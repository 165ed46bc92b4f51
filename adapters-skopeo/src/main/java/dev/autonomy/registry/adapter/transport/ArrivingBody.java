package dev.autonomy.registry.adapter.transport;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * A body that is read as it arrives, by the thread that asked for it; what is not read is not
 * received.
 */
public interface ArrivingBody {

    /** How many bytes the answer says it has. */
    OptionalLong announced();

    /** Waits for the next bytes, and says how many they are; -1 at the end. */
    int read(byte[] into, int offset, int length) throws IOException, InterruptedException;

    /**
     * The same before it was compressed, where that was done although nobody asked for it, as some
     * proxies do (RFC 9110, 8.4.1). What is only called gzip is taken as it is.
     */
    ArrivingBody plain() throws IOException, InterruptedException;
}
