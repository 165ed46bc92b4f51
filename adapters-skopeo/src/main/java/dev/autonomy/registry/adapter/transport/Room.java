package dev.autonomy.registry.adapter.transport;

/** Where one question may keep what is too much for many to keep at once. */
public interface Room {

    /** Whether it is this question's from now on. */
    boolean isMine();

    /** Waits until it is. */
    void await() throws InterruptedException;
}
