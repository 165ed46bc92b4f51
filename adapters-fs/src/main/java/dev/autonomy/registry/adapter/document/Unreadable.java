package dev.autonomy.registry.adapter.document;

/** A document that is not what it must be; the message says why in words. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    public Unreadable(String reason) {
        super(reason);
    }
}
