package dev.autonomy.registry.adapter.json;

/** Bytes that are not the document they should be; the message says why. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    public Unreadable(String reason) {
        super(reason);
    }
}
