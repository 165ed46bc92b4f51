package dev.autonomy.registry.adapter.transport;

import java.io.IOException;

/** What becomes of a good answer's content as it arrives; begins anew when it is asked again. */
public interface Reception {

    /** The most that is read, in bytes. */
    int limit();

    Body of(ArrivingBody arriving) throws IOException, InterruptedException;

    /** Waits until there will be room for what had none. */
    default void awaitRoom() throws InterruptedException {}
}
